/** Files that came together and belong together. */
export interface Together {
  /** What their names share, without what separates it from the rest. */
  name: string
  members: { path: string; role: string }[]
}

const words = /[^\s_.\-–—]+|[\s_.\-–—]+/gu
const isSeparator = (text: string | undefined): boolean => text === undefined || /^[\s_.\-–—]+$/u.test(text)

/**
 * Sorts files by what the beginnings of their names share, in whole words: `Song Drums` and `Song Bass` are “Song” with
 * the roles “drums” and “bass”. Names that share no word form groups by their first one. `stems` are by path, without
 * ending.
 */
export function groupTogether(stems: ReadonlyMap<string, string>): Together[] {
  const named = [...stems].sort(([, one], [, other]) => one.localeCompare(other, 'en'))
  const read = named.map(([path, stem]) => ({ path, stem, parts: stem.match(words) ?? [stem] }))
  const shared = sharedParts(read.map(({ parts }) => parts))
  if (shared > 0 || read.length === 1) return [groupOf(read, read.length === 1 ? Number.MAX_VALUE : shared)]
  const groups = new Map<string, typeof read>()
  for (const one of read) {
    const first = (one.parts[0] ?? '').toLowerCase()
    groups.set(first, [...(groups.get(first) ?? []), one])
  }
  return [...groups.values()].map((group) =>
    groupOf(group, group.length === 1 ? Number.MAX_VALUE : sharedParts(group.map(({ parts }) => parts))),
  )
}

function sharedParts(all: readonly (readonly string[])[]): number {
  const [first = []] = all
  const same = (at: number) => all.every((parts) => parts[at]?.toLowerCase() === first[at]?.toLowerCase())
  let count = 0
  while (count < first.length && same(count)) count++
  return count
}

function groupOf(read: readonly { path: string; stem: string; parts: string[] }[], shared: number): Together {
  const trim = (parts: string[]) => {
    const from = parts.findIndex((part) => !isSeparator(part))
    const to = parts.findLastIndex((part) => !isSeparator(part))
    return from < 0 ? '' : parts.slice(from, to + 1).join('')
  }
  const name = trim((read[0]?.parts ?? []).slice(0, shared))
  const members = read.map(({ path, parts }) => ({ path, role: trim(parts.slice(shared)).toLowerCase() }))
  return { name, members }
}
