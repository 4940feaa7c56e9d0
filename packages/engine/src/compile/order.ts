/** Who feeds whom, each neighbour once. */
export interface Links {
  upstream: Map<string, Set<string>>
  downstream: Map<string, Set<string>>
}

/** Links between nodes; pairs that name an absent node are left out. */
export function linksOf(nodeIds: Iterable<string>, pairs: Iterable<readonly [string, string]>): Links {
  const links: Links = { upstream: new Map(), downstream: new Map() }
  for (const id of nodeIds) {
    links.upstream.set(id, new Set())
    links.downstream.set(id, new Set())
  }
  for (const [from, to] of pairs) {
    if (!links.upstream.has(from) || !links.upstream.has(to)) continue
    links.upstream.get(to)?.add(from)
    links.downstream.get(from)?.add(to)
  }
  return links
}

/** Ids in code unit order, the same on every machine. */
export const sorted = (ids: Iterable<string>): string[] =>
  [...ids].sort((a, b) => (a < b ? -1 : Number(a > b)))

/** Topological order, level by level and by id within a level. Nodes on or behind a cycle are missing from it. */
export function orderOf({ upstream, downstream }: Links): string[] {
  const open = new Map(Array.from(upstream, ([id, feeders]) => [id, feeders.size]))
  const order: string[] = []
  let level = sorted(open.keys()).filter((id) => open.get(id) === 0)
  while (level.length > 0) {
    order.push(...level)
    const next: string[] = []
    for (const id of level) {
      for (const fed of downstream.get(id) ?? []) {
        const left = (open.get(fed) ?? 0) - 1
        open.set(fed, left)
        if (left === 0) next.push(fed)
      }
    }
    level = sorted(next)
  }
  return order
}
