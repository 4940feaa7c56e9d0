import { portTypes } from '@segue/protocol'
import { useCallback } from 'react'
import { type Draw, Drawing } from './drawing.tsx'

interface Props {
  /** Pairs of minimum and maximum, −1…1. */
  peaks: number[]
  label: string
  /** How much has been played, 0–1; what is left stays dimmer. */
  played?: number
}

/** A sound at a glance: one bar per three pixels from its minimum to its maximum. */
export function Waveform({ peaks, label, played }: Props) {
  const draw = useCallback<Draw>(
    (context, width, height) => drawWave(context, { peaks, played, width, height }),
    [peaks, played],
  )
  return <Drawing draw={draw} label={label} />
}

interface Wave {
  peaks: number[]
  played: number | undefined
  width: number
  height: number
}

function drawWave(context: CanvasRenderingContext2D, { peaks, played, width, height }: Wave): void {
  context.clearRect(0, 0, width, height)
  const bars = Math.max(1, Math.floor(width / 3))
  const pairs = peaks.length / 2
  const loudest = Math.max(0.05, ...columns(peaks, bars, pairs).map(([low, high]) => Math.max(-low, high)))
  const reach = (height / 2 - 6) / loudest
  context.fillStyle = portTypes.audio.colour
  columns(peaks, bars, pairs).forEach(([low, high], index) => {
    const top = height / 2 - high * reach
    const bar = Math.max(1, (high - low) * reach)
    context.globalAlpha = played === undefined || index / bars < played ? 0.95 : 0.35
    context.beginPath()
    context.roundRect((index * width) / bars, top, 2, bar, 1)
    context.fill()
  })
  context.globalAlpha = 1
}

/** The extremes of each bar's share of the peaks. */
function columns(peaks: number[], bars: number, pairs: number): [number, number][] {
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * pairs) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * pairs) / bars))
    let [low, high] = [0, 0]
    for (let pair = from; pair < to; pair++) {
      low = Math.min(low, peaks[pair * 2] ?? 0)
      high = Math.max(high, peaks[pair * 2 + 1] ?? 0)
    }
    return [low, high]
  })
}
