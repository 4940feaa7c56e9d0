import type { Failure, FailureInput } from '@segue/protocol'

/** What a check of a document says: code, message and hint, and where. Everything found here is `input`. */
export type Finding = Omit<FailureInput, 'kind'> & { kind?: Failure['kind'] }

/** A finding as a failure. Texts from documents are cut so that they fit. */
export function failureFrom({ kind = 'input', severity = 'error', ...finding }: Finding): Failure {
  return {
    ...finding,
    kind,
    severity,
    message: finding.message.slice(0, 1000),
    hint: finding.hint.slice(0, 1000),
  }
}

/** The innermost node that a path in a document leads into: `graph.nodes.m.body.graph.nodes.x.params` → `x`. */
export function nodeIn(path: readonly string[]): string | undefined {
  let node: string | undefined
  for (let at = 0; path[at] === 'graph' && path[at + 1] === 'nodes'; at += 4) {
    node = path[at + 2]?.slice(0, 64) ?? node
    if (path[at + 3] !== 'body') break
  }
  return node
}

/** `a, b and 3 more` */
export function listOf(words: readonly string[], shown = 6): string {
  const more = words.length - shown
  return more > 0 ? `${words.slice(0, shown).join(', ')} and ${more} more` : words.join(', ')
}

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known words that somebody may have meant by one, the nearest first. */
export function nearest(word: string, known: Iterable<string>, most = 3): string[] {
  return Array.from(known, (name) => ({ name, far: distance(word.slice(0, 64), name) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name)
}

/** `Did you mean x? ` for the nearest known word, or nothing when none is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const [near] = nearest(word, known, 1)
  return near === undefined ? '' : `Did you mean ${near}? `
}
