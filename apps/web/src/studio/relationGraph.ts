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
const rise = 26
/** Between two arcs that join the same places. */
const step = 20

/**
 * Draws applications on one line: what goes on to the right makes an arc above it, what comes back an arc below, so
 * that no two kinds lie on each other.
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
  const ranks = new Map<string, number>()
  const flat = groups.flatMap((group) => {
    const [newest] = group
    if (newest === undefined || newest.from === newest.to) return []
    const { from, to, kind } = newest
    const over = apps.indexOf(to) > apps.indexOf(from)
    const span = Math.abs(apps.indexOf(to) - apps.indexOf(from))
    const place = `${over} ${Math.min(x(from), x(to))} ${span}`
    const rank = ranks.get(place) ?? 0
    ranks.set(place, rank + 1)
    return [{ from, to, kind, relations: group, over, lift: rise * span + rank * step }]
  })
  const highest = (over: boolean) =>
    Math.max(0, ...flat.filter((arc) => arc.over === over).map(({ lift }) => lift + air * 2))
  const line = highest(true) + pill.height / 2 + air
  const arcs = flat.map(({ over, lift, ...arc }): GraphArc => {
    const sign = over ? -1 : 1
    const edge = line + (sign * pill.height) / 2
    const [start, end] = [x(arc.from) + (over ? 8 : -8), x(arc.to) + (over ? -8 : 8)]
    // A curve with both handles this far out reaches three quarters of the way.
    const handle = edge + (sign * lift * 4) / 3
    return {
      ...arc,
      path: `M${start} ${edge}C${start} ${handle} ${end} ${handle} ${end} ${edge}`,
      apex: { x: (start + end) / 2, y: edge + sign * lift },
    }
  })
  return {
    width,
    height: line + pill.height / 2 + air + highest(false),
    apps: apps.map((app) => ({ app, x: x(app), y: line })),
    arcs,
  }
}
