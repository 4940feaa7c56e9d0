/** Handles for things that are known by where they are, such as `clip:7`. */
export interface Handles<T extends object> {
  /** The handle of what has this key; a new one when it is no longer what it was (`isSame` says no). */
  of(key: string, thing: T, isSame: (known: T) => boolean): string
  /** What a handle named; undefined where it never named anything. */
  get(handle: string): T | undefined
}

export function createHandles<T extends object>(kind: string, next: () => number): Handles<T> {
  const byHandle = new Map<string, T>()
  const byKey = new Map<string, string>()
  return {
    of(key, thing, isSame) {
      const known = byKey.get(key)
      const held = known === undefined ? undefined : byHandle.get(known)
      if (known !== undefined && held !== undefined && isSame(held)) return known
      const handle = `${kind}:${next()}`
      byKey.set(key, handle)
      byHandle.set(handle, thing)
      return handle
    },
    get: (handle) => byHandle.get(handle),
  }
}

/** The number in a handle of this kind; null for what is written otherwise. */
export function numberIn(kind: string, ref: string): number | null {
  const [, found, digits] = /^([a-z]+):(\d+)$/.exec(ref) ?? []
  return found === kind ? Number(digits) : null
}
