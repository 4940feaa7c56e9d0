/** Things by a key that several may share. */
export interface Groups<T> {
  of(key: string): readonly T[]
  add(key: string, item: T): void
  drop(key: string, item: T): void
}

/** Most keys have one thing, so a set is made for the second only: thousands of them cost more than all the rest. */
export function createGroups<T extends object>(): Groups<T> {
  const groups = new Map<string, T | Set<T>>()
  return {
    of(key) {
      const group = groups.get(key)
      if (group === undefined) return []
      return group instanceof Set ? [...group] : [group]
    },
    add(key, item) {
      const group = groups.get(key)
      if (group instanceof Set) group.add(item)
      else groups.set(key, group === undefined || group === item ? item : new Set([group, item]))
    },
    drop(key, item) {
      const group = groups.get(key)
      if (group instanceof Set) group.delete(item)
      else if (group === item) groups.delete(key)
    },
  }
}
