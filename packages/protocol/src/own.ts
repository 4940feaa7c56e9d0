/** What a record holds under a key that people chose, be it `toString`; its own entries only. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** Sets an entry of a record under a key that people chose, be it `__proto__`. */
export const setOwn = <T>(record: Record<string, T>, key: string, value: T): void => {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true })
}
