import { type Links, sorted } from './order.ts'

/** Nodes in the order in which a depth-first walk leaves them, without recursion. */
function finishOrder(next: Map<string, Set<string>>): string[] {
  const seen = new Set<string>()
  const order: string[] = []
  for (const start of sorted(next.keys())) {
    if (seen.has(start)) continue
    seen.add(start)
    const path = [{ id: start, rest: (next.get(start) ?? new Set()).values() }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const step = top.rest.next()
      if (step.done) {
        order.push(top.id)
        path.pop()
      } else if (!seen.has(step.value)) {
        seen.add(step.value)
        path.push({ id: step.value, rest: (next.get(step.value) ?? new Set()).values() })
      }
    }
  }
  return order
}

/** Walks along edges inside one knot until a node comes again. */
function circleIn(knot: ReadonlySet<string>, next: Map<string, Set<string>>): string[] {
  const path = new Set<string>()
  let [id] = sorted(knot)
  while (id !== undefined && !path.has(id)) {
    path.add(id)
    id = sorted(next.get(id) ?? []).find((other) => knot.has(other))
  }
  const ids = [...path]
  return id === undefined ? ids : ids.slice(ids.indexOf(id))
}

/** One circle of every knot of nodes that feed each other (strongly connected parts, after Kosaraju). */
export function circlesOf({ upstream, downstream }: Links): string[][] {
  const left = new Set(finishOrder(downstream).reverse())
  const circles: string[][] = []
  for (const start of left) {
    left.delete(start)
    const knot = new Set([start])
    for (const id of knot) {
      for (const feeder of upstream.get(id) ?? []) if (left.delete(feeder)) knot.add(feeder)
    }
    if (knot.size > 1 || downstream.get(start)?.has(start)) circles.push(circleIn(knot, downstream))
  }
  return circles
}
