/**
 * Whether an address fits a pattern of OSC 1.0: `?` one character, `*` any within a part, `[a-c]` and `[!a]` sets,
 * `{one,two}` choices; of OSC 1.1 `//` any number of parts. No part of a pattern crosses a `/`. Takes time in
 * proportion to pattern × address, whatever they are.
 */
export function fitsPattern(pattern: string, address: string): boolean {
  const steps = stepsOf(pattern)
  if (steps === null) return pattern === address
  let places = new Set([0])
  for (const step of steps) {
    const next = new Set<number>()
    for (const place of places) step(address, place, next)
    if (next.size === 0) return false
    places = next
  }
  return places.has(address.length)
}

/** Adds to `next` the places where an address may go on from one of its places. */
type Step = (address: string, place: number, next: Set<number>) => void

/** Null when a bracket is never closed: then the pattern stands only for itself. */
function stepsOf(pattern: string): Step[] | null {
  const steps: Step[] = []
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]
    const close = sign === '[' ? pattern.indexOf(']', at) : sign === '{' ? pattern.indexOf('}', at) : at
    if (close < 0) return null
    const inner = pattern.slice(at + 1, close)
    if (sign === '?') steps.push(one(() => true))
    else if (sign === '*') steps.push(within)
    else if (sign === '[') steps.push(one(setOf(inner)))
    else if (sign === '{') steps.push(choice(inner.split(',')))
    else if (pattern.startsWith('//', at)) {
      steps.push(parts)
      at++
      continue
    } else steps.push(choice([sign ?? '']))
    at = close
  }
  return steps
}

const one =
  (takes: (sign: string) => boolean): Step =>
  (address, place, next) => {
    const sign = address[place]
    if (sign !== undefined && sign !== '/' && takes(sign)) next.add(place + 1)
  }

const choice =
  (words: readonly string[]): Step =>
  (address, place, next) => {
    for (const word of words) if (address.startsWith(word, place)) next.add(place + word.length)
  }

/** Ends at a place that it has been to: whatever comes after it is there already. */
const within: Step = (address, place, next) => {
  for (let end = place; !next.has(end); end++) {
    next.add(end)
    if (end === address.length || address[end] === '/') return
  }
}

/** `//` takes a `/` here, and every later one as well. */
const parts: Step = (address, place, next) => {
  if (address[place] !== '/') return
  for (let end = place; end >= 0 && !next.has(end + 1); end = address.indexOf('/', end + 1)) next.add(end + 1)
}

function setOf(inner: string): (sign: string) => boolean {
  const turned = inner.startsWith('!')
  const set = turned ? inner.slice(1) : inner
  const has = (sign: string): boolean => {
    for (let at = 0; at < set.length; at++) {
      const low = set[at] ?? ''
      const ranged = set[at + 1] === '-' && at + 2 < set.length
      const high = ranged ? (set[at + 2] ?? '') : low
      if (low <= sign && sign <= high) return true
      if (ranged) at += 2
    }
    return false
  }
  return (sign) => has(sign) !== turned
}
