import type { OscValue } from '@segue/osc'
import { fitting, PyError, PyRuntimeError } from './python.ts'

/** An object of Live: properties that can be read, written and watched. */
export class Thing {
  readonly #values = new Map<string, OscValue>()
  readonly #computed = new Map<string, () => OscValue>()
  readonly #watchers = new Map<string, Set<() => void>>()
  readonly #lacks = new Set<string>()
  readonly #kept = new Map<string, (value: OscValue) => OscValue>()

  constructor(values: Record<string, OscValue>) {
    for (const [name, value] of Object.entries(values)) this.#values.set(name, value)
  }

  /** Raises as Live does: RuntimeError where it has no such property now. */
  get(name: string): OscValue {
    if (this.#lacks.has(name)) throw new PyRuntimeError(`This object has no '${name}' state!`)
    const value = this.#computed.get(name)?.() ?? this.#values.get(name)
    if (value === undefined) throw new PyError(`object has no attribute '${name}'`)
    return value
  }
  number(name: string): number {
    const value = this.get(name)
    return 'value' in value ? Number(value.value) : Number.NaN
  }
  is(name: string): boolean {
    return this.number(name) !== 0
  }
  text(name: string): string {
    const value = this.get(name)
    return 'value' in value ? String(value.value) : ''
  }

  /** Sets what a client may set; raises where the type does not fit. */
  set(name: string, given: OscValue | undefined): void {
    const value = fitting(this.get(name), given)
    this.put(name, this.#kept.get(name)?.(value) ?? value)
  }
  /** What Live itself changes. */
  put(name: string, value: OscValue): void {
    this.#values.set(name, value)
    this.tell(name)
  }
  tell(name: string): void {
    for (const watcher of [...(this.#watchers.get(name) ?? [])]) watcher()
  }

  compute(name: string, read: () => OscValue): void {
    this.#computed.set(name, read)
  }
  /** What Live makes of a value that is set: it snaps, or is refused by raising. */
  keep(name: string, keep: (value: OscValue) => OscValue): void {
    this.#kept.set(name, keep)
  }
  lack(...names: readonly string[]): void {
    for (const name of names) this.#lacks.add(name)
  }
  held(name: string): OscValue | undefined {
    return this.#values.get(name)
  }
  entries(): Record<string, OscValue> {
    return Object.fromEntries(this.#values)
  }

  watch(name: string, watcher: () => void): void {
    this.get(name)
    const watchers = this.#watchers.get(name) ?? new Set()
    this.#watchers.set(name, watchers.add(watcher))
  }
  forget(name: string, watcher: () => void): void {
    this.#watchers.get(name)?.delete(watcher)
  }
  /** Raises when it does not watch this very object. */
  unwatch(name: string, watcher: () => void): void {
    if (!this.#watchers.get(name)?.delete(watcher)) throw new PyRuntimeError('Observer not connected')
  }
}
