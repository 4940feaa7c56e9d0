/** What stands in a row, such as the tracks, with a number for each that stays with it as long as that is certain. */
export interface Roll {
  readonly names: readonly string[]
  /** The number of what stands at an index. */
  idAt(index: number): number
  /** Where a number stands now; −1 when it is gone or cannot be told. */
  indexOf(id: number): number
  /** Takes in what was read. Whether anything is another. */
  see(names: readonly string[]): boolean
  /** Says what was done to the row before its names are read again. */
  insert(index: number): void
  remove(index: number, count: number): void
  rename(index: number, name: string): void
  /** How often that was said. What was read before tells nothing after. */
  readonly edits: number
}

/**
 * AbletonOSC knows indices alone, and they shift. What a person did is read off the names: what is alike at the
 * beginning and at the end has stayed. What could be matched in two ways gets a new number, and so does what was
 * renamed by hand: a number never comes to stand for something else.
 */
export function createRoll(next: () => number): Roll {
  let names: readonly string[] = []
  let ids: number[] = []
  let edits = 0
  return {
    get names() {
      return names
    },
    idAt: (index) => ids[index] ?? -1,
    indexOf: (id) => ids.indexOf(id),
    see(seen) {
      const before = names
      names = seen
      // Between what was done to the row and its names, the numbers alone are right.
      if (before.length !== ids.length) {
        if (ids.length !== seen.length) ids = seen.map(next)
        return true
      }
      if (before.length === seen.length && alike(before, seen) === seen.length) return false
      const most = Math.min(before.length, seen.length)
      const first = Math.min(alike(before, seen), most)
      const last = Math.min(alike(before.toReversed(), seen.toReversed()), most)
      const isFirm = (index: number, length: number) =>
        (index < first && index < length - last) || (index >= length - last && index >= first)
      const old = ids
      ids = seen.map((_, index) => {
        const was = index < first ? index : index - seen.length + before.length
        const stays = isFirm(index, seen.length) && isFirm(was, before.length)
        return (stays ? old[was] : undefined) ?? next()
      })
      return true
    },
    get edits() {
      return edits
    },
    insert(index) {
      edits++
      ids.splice(index, 0, next())
    },
    remove(index, count) {
      edits++
      ids.splice(index, count)
    },
    rename(index, name) {
      edits++
      names = names.with(index, name)
    },
  }
}

/** How many are alike from the beginning. */
function alike(some: readonly string[], others: readonly string[]): number {
  const end = some.findIndex((name, index) => name !== others[index])
  return end < 0 ? some.length : end
}
