import { type Compiled, createStep, readCompiled, type Step } from '@segue/engine'
import type { Database } from '../store/database.ts'
import { createGenerations } from './generations.ts'

/** Compiled recipes by their hash, parsed once while they are in use. */
export interface CompiledStore {
  /** Fails for a hash that was never stored. */
  of(hash: string): Compiled
  /** The reducer of a compiled recipe. */
  step(hash: string): Step
  keep(compiled: Compiled): void
  /** Forgets all that is not on disk. */
  forget(): void
}

const cached = 50

/** Opens the compiled recipes of a store. */
export function openCompiled(db: Database): CompiledStore {
  const parsed = createGenerations<Compiled>(cached)
  const steps = createGenerations<Step>(cached)
  const of = (hash: string): Compiled => {
    const known = parsed.get(hash)
    if (known) return known
    const stored = db.get('SELECT data FROM compiled WHERE hash = ?', hash)?.data
    const data = readCompiled(JSON.parse(String(stored)))
    parsed.set(hash, data)
    return data
  }
  return {
    of,
    step(hash) {
      const known = steps.get(hash)
      if (known) return known
      const made = createStep(of(hash))
      steps.set(hash, made)
      return made
    },
    keep(compiled) {
      if (parsed.get(compiled.hash)) return
      db.run(
        'INSERT OR IGNORE INTO compiled (hash, data) VALUES (?, ?)',
        compiled.hash,
        JSON.stringify(compiled),
      )
      parsed.set(compiled.hash, compiled)
    },
    forget() {
      parsed.clear()
      steps.clear()
    },
  }
}
