import { AppId, type StudioRelation } from '@segue/protocol'

export interface GraphApp {
  app: AppId
  x: number
  y: number
}

/** All relations of one kind from one application to another, as one arc. */
export interface GraphArc {
  from: AppId
  to: AppId
  kind: StudioRelation['kind']
  /** Newest first. */
  relations: StudioRelation[]
  /** SVG path, from edge to edge of the two signs. */
  path: string
  end: { x: number; y: number }
  /** The highest point of the arc, where its words stand. */
  apex: { x: number; y: number }
}

export interface RelationGraph {
  width: number
  height: number
  apps: GraphApp[]
  arcs: GraphArc[]
}

export const graphSize = { width: 360, pill: { width: 92, height: 26 } } as const
const air = 10
/** How far the lowest arc rises, and every other one above the one below it: room for its words. */
const rise = 24
/** How far apart arcs leave and reach the same sign. */
const spread = 9
const reach = graphSize.pill.width / 2 - 14

type Flat = Pick<GraphArc, 'from' | 'to' | 'kind' | 'relations'> & { span: number }

/**
 * Draws applications on one line: what goes on to the right makes an arc above it, what comes back an arc below. Each
 * has a height of its own, the shortest the lowest, so that no words lie on each other.
 */
export function relationGraph(
  relations: readonly StudioRelation[],
  present: readonly AppId[],
): RelationGraph {
  const named = new Set(relations.flatMap(({ from, to }) => [from, to]))
  const apps = AppId.options.filter((app) => named.has(app) || present.includes(app))
  const { width, pill } = graphSize
  const gap = apps.length > 1 ? (width - pill.width) / (apps.length - 1) : 0
  const x = (app: AppId) => pill.width / 2 + apps.indexOf(app) * gap
  const groups = [...Map.groupBy(relations, ({ from, to, kind }) => `${from} ${to} ${kind}`).values()]
  const flat = groups.flatMap((group): Flat[] => {
    const [newest] = group
    if (newest === undefined || newest.from === newest.to) return []
    const { from, to, kind } = newest
    return [{ from, to, kind, relations: group, span: apps.indexOf(to) - apps.indexOf(from) }]
  })
  const sides = ([1, -1] as const).map((side) =>
    flat.filter(({ span }) => span * side > 0).sort((a, b) => Math.abs(a.span) - Math.abs(b.span)),
  )
  const [above = [], below = []] = sides
  const room = (count: number) => (count === 0 ? 0 : count * rise + 2 * air)
  const line = room(above.length) + pill.height / 2 + air
  const draw = (side: 1 | -1) => (arc: Flat, level: number, all: readonly Flat[]) => {
    const edge = line - (side * pill.height) / 2
    const nth = (end: 'from' | 'to') => all.slice(0, level).filter((other) => other[end] === arc[end]).length
    const inset = (end: 'from' | 'to') => Math.max(0, reach - nth(end) * spread)
    const start = x(arc.from) + side * inset('from')
    const end = { x: x(arc.to) - side * inset('to'), y: edge }
    const lift = (level + 1) * rise
    // A curve with both handles this far out reaches three quarters of the way.
    const handle = edge - (side * lift * 4) / 3
    const { from, to, kind, relations: some } = arc
    return {
      ...{ from, to, kind, relations: some, end },
      path: `M${start} ${edge}C${start} ${handle} ${end.x} ${handle} ${end.x} ${edge}`,
      apex: { x: (start + end.x) / 2, y: edge - side * lift },
    }
  }
  return {
    width,
    height: line + pill.height / 2 + air + room(below.length),
    apps: apps.map((app) => ({ app, x: x(app), y: line })),
    arcs: [...above.map(draw(1)), ...below.map(draw(-1))],
  }
}
