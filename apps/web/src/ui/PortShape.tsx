import { elementOf, type PortType, portTypes } from '@segue/protocol'

type Shape = (typeof portTypes)[keyof typeof portTypes]['shape']

/** Outlines in a box of 12 × 12, the shape itself about 10 wide. */
const outlines: Record<Shape, string> = {
  'rounded-square': 'M3.5 1.5h5a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2z',
  'notched-square': 'M1.5 3.5a2 2 0 0 1 2-2h5a2 2 0 0 1 2 2v1l-2 1.5 2 1.5v1a2 2 0 0 1-2 2h-5a2 2 0 0 1-2-2z',
  square: 'M1.5 1.5h9v9h-9z',
  'stacked-square': 'M1.5 4h6.5v6.5h-6.5zM4 4v-2.5h6.5v6.5h-2.5',
  diamond: 'M6 .8 11.2 6 6 11.2.8 6z',
  pentagon: 'M6 1 11.2 4.8 9.2 10.9h-6.4L.8 4.8z',
  hexagon: 'M3.4 1.5h5.2L11.2 6 8.6 10.5H3.4L.8 6z',
  circle: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  'half-circle': 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  'bar-circle': 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  'brace-circle': 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  tab: 'M2 1.2h5.2L10.4 4.4v6.4h-8.4z',
  triangle: 'M1.8 1.2 11 6l-9.2 4.8z',
}

/** What tells the round shapes and the folded corner apart, drawn over the outline. */
const marks: Partial<Record<Shape, string>> = {
  'half-circle': 'M6 1.5v9',
  'bar-circle': 'M3.5 6h5',
  'brace-circle': 'M4.7 4 3.7 6l1 2M7.3 4l1 2-1 2',
  tab: 'M7.2 1.2v3.2h3.2',
}

interface PortShapeProps {
  type: PortType
  /** connected: filled · empty: outline · needed: outline with a dot, an input that must be fed. */
  state?: 'connected' | 'empty' | 'needed'
  size?: number
}

/** The sign of a port type: colour and shape together, so that neither has to be told apart alone. */
export function PortShape({ type, state = 'connected', size = 12 }: PortShapeProps) {
  const { colour, shape } = portTypes[elementOf(type)]
  const list = type.startsWith('list<')
  const filled = state === 'connected'
  const mark = marks[shape]
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden
      className="block shrink-0 overflow-visible"
    >
      {list ? (
        <path
          d={outlines[shape]}
          fill="none"
          stroke={colour}
          strokeOpacity={0.55}
          transform="translate(2 -2)"
        />
      ) : null}
      <path
        d={outlines[shape]}
        fill={filled ? colour : 'var(--color-card)'}
        stroke={colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
      {shape === 'half-circle' && !filled ? <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill={colour} /> : null}
      {mark ? (
        <path
          d={mark}
          fill="none"
          stroke={filled ? 'var(--color-card)' : colour}
          strokeWidth={1.3}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
      {state === 'needed' ? <circle cx="6" cy="6" r="1.7" fill={colour} /> : null}
    </svg>
  )
}
