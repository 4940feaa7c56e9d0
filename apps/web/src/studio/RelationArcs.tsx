import { cx } from '../ui/cx.ts'
import { titleOf } from './appLook.ts'
import { type GraphArc, graphSize, type RelationGraph } from './relationGraph.ts'
import { relationLooks } from './relationLook.ts'

interface RelationArcsProps {
  graph: RelationGraph
  chosen: GraphArc | null
  onChoose: (arc: GraphArc) => void
}

/** With more arcs than this, words on them would lie on each other. */
const mostWords = 4
const mostLetters = 22

/** The drawing of what joins the applications. A click on an arc leaves only what went over it in the list. */
export function RelationArcs({ graph, chosen, onChoose }: RelationArcsProps) {
  const { width, height, apps, arcs } = graph
  const { pill } = graphSize
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no element for a drawing with buttons in it
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="mb-2 block w-full"
      role="group"
      aria-label="Drawing of what joins the applications"
    >
      {arcs.map((arc) => (
        <Arc
          key={arc.path}
          {...{ arc, onChoose }}
          dim={chosen !== null && chosen.path !== arc.path}
          isChosen={chosen?.path === arc.path}
        />
      ))}
      {arcs.length <= mostWords &&
        arcs.map((arc) => (
          <Words key={arc.path} arc={arc} dim={chosen !== null && chosen.path !== arc.path} />
        ))}
      {apps.map(({ app, x, y }) => (
        <g key={app}>
          <rect
            x={x - pill.width / 2}
            y={y - pill.height / 2}
            width={pill.width}
            height={pill.height}
            rx={6}
            className="fill-card stroke-line"
          />
          <text x={x} y={y + 4} textAnchor="middle" className="fill-text text-[12px]">
            {titleOf(app)}
          </text>
        </g>
      ))}
    </svg>
  )
}

interface ArcProps {
  arc: GraphArc
  dim: boolean
  isChosen: boolean
  onChoose: (arc: GraphArc) => void
}

function Arc({ arc, dim, isChosen, onChoose }: ArcProps) {
  const { from, to, kind, path, apex, relations } = arc
  const { label, colour, dash } = relationLooks[kind]
  const [newest] = relations
  const name = newest?.name ?? ''
  const { x, y } = arc.end
  const over = apex.y < y
  const choose = () => onChoose(arc)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={`${label} from ${titleOf(from)} to ${titleOf(to)}: ${name}`}
      className={cx('group cursor-default outline-none transition-opacity duration-100', dim && 'opacity-25')}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        choose()
      }}
    >
      <path d={path} fill="none" stroke="transparent" strokeWidth={14} />
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={isChosen ? 2.5 : 1.5}
        strokeDasharray={dash}
        className="opacity-75 group-hover:opacity-100 group-focus-visible:opacity-100 group-focus-visible:[stroke-width:3]"
      />
      <path d={over ? `M${x - 4} ${y - 6}l4 6 4-6z` : `M${x - 4} ${y + 6}l4-6 4 6z`} fill={colour} />
    </g>
  )
}

/** What went over last; over all arcs, so that none crosses it out. */
function Words({ arc: { apex, end, relations }, dim }: Pick<ArcProps, 'arc' | 'dim'>) {
  const name = relations[0]?.name ?? ''
  return (
    <text
      aria-hidden
      x={apex.x}
      y={apex.y + (apex.y < end.y ? -5 : 13)}
      textAnchor="middle"
      className={cx(
        'pointer-events-none fill-muted stroke-[4px] stroke-panel text-[10px] transition-opacity duration-100 [paint-order:stroke]',
        dim && 'opacity-25',
      )}
    >
      {name.length > mostLetters ? `${name.slice(0, mostLetters - 1)}…` : name}
    </text>
  )
}
