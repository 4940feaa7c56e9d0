import { RetentionRules } from '@segue/protocol'
import type { Config } from '../config/config.ts'
import type { History } from '../host/hostTypes.ts'
import type { Database } from '../store/database.ts'

const key = 'retention'

/** How long runs and files stay: what a person set in the editor, else what `config.json` says. */
export interface Rules {
  now(): RetentionRules
  set(rules: RetentionRules): void
  /** The same for the host. */
  history(): History
}

/** Opens the rules of a store. */
export function openRules(db: Database, { history, cache }: Pick<Config, 'history' | 'cache'>): Rules {
  const now = (): RetentionRules => {
    const value = db.get('SELECT value FROM meta WHERE key = ?', key)?.value
    if (value !== undefined) return RetentionRules.parse(JSON.parse(String(value)))
    return { days: history.days, runsPerRecipe: null, maxBytes: cache.maxBytes }
  }
  return {
    now,
    set: (rules) =>
      void db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, JSON.stringify(rules)),
    history() {
      const { days, runsPerRecipe } = now()
      return { days, runsPerRecipe, steps: history.steps }
    },
  }
}
