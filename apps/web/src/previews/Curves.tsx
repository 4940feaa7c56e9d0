import { useCallback } from 'react'
import { type Draw, Drawing } from './drawing.tsx'

interface Curve {
  name: string
  /** 0…1. */
  points: number[]
}

/** Told apart in any colour vision by lightness as well as hue; the first is the curves' own green. */
const colours = ['#2DB248', '#45E8FF', '#FFC340', '#FF7A90', '#B161F9', '#C4EDB5', '#0ABBFF', '#E8EAEE']

interface Props {
  curves: Curve[]
  label: string
  /** How many to draw; the others are only counted. */
  most: number
}

/** Curves over the same time, the first one on top, with their names. */
export function Curves({ curves, label, most }: Props) {
  const draw = useCallback<Draw>(
    (context, width, height) => {
      context.clearRect(0, 0, width, height)
      for (const [index, curve] of [...curves.slice(0, most).entries()].reverse()) {
        drawCurve(context, { ...curve, colour: colourOf(index), width, height: height - 20 })
      }
    },
    [curves, most],
  )
  return (
    <>
      <Drawing draw={draw} label={label} />
      <ul className="absolute inset-x-2 bottom-1 flex gap-2 overflow-hidden font-mono text-[10px] text-muted leading-4">
        {curves.slice(0, most).map(({ name }, index) => (
          <li key={name} className="flex shrink-0 items-center gap-1">
            <span className="h-0.5 w-2 rounded-full" style={{ background: colourOf(index) }} />
            {name}
          </li>
        ))}
        {curves.length > most && <li className="text-muted">+{curves.length - most}</li>}
      </ul>
    </>
  )
}

const colourOf = (index: number): string => colours[index % colours.length] ?? '#2DB248'

interface CurveShape extends Curve {
  colour: string
  width: number
  height: number
}

function drawCurve(context: CanvasRenderingContext2D, { points, colour, width, height }: CurveShape): void {
  if (points.length === 0) return
  const at = (index: number): [number, number] => [
    points.length === 1 ? 0 : (index / (points.length - 1)) * width,
    height - 6 - (points[index] ?? 0) * (height - 14),
  ]
  context.beginPath()
  context.moveTo(...at(0))
  for (let index = 1; index < points.length; index++) context.lineTo(...at(index))
  context.strokeStyle = colour
  context.lineWidth = 1.25
  context.lineJoin = 'round'
  context.stroke()
  context.lineTo(width, height)
  context.lineTo(0, height)
  context.globalAlpha = 0.08
  context.fillStyle = colour
  context.fill()
  context.globalAlpha = 1
}
