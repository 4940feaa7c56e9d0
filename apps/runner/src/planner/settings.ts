import type { PlannerMeter, PlannerService } from '@segue/api'
import { fail, PlannerSettings } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { openKept } from '../studio/kept.ts'
import type { Vault } from '../vault/vault.ts'
import type { ProposalRows } from './proposalRows.ts'

/** Under this name the vault keeps the key of a provider. */
export const keyName = (provider: PlannerSettings['provider']): string => `planner.${provider}`

/** Who answers sentences, and what it has taken. */
export interface PlannerKeeping extends Pick<PlannerService, 'view' | 'set' | 'meter'> {
  settings(): PlannerSettings
  /** US dollars of this calendar month. */
  spent(): number
}

interface KeepingOptions {
  db: Database
  vault: Vault
  rows: Pick<ProposalRows, 'taken'>
  now(): number
}

/** Providers that answer nobody without a key. */
const keyed = new Set(['anthropic', 'openai'])

function refused(message: string, hint: string) {
  return fail({ code: 'planner.settings', message, hint, kind: 'input' })
}

/** Opens the settings of a store. Keys are in the vault only; nothing gives them out. */
export function openKeeping({ db, vault, rows, now }: KeepingOptions): PlannerKeeping {
  const kept = openKept(db, 'planner.settings', PlannerSettings)
  const settings = () => kept.read() ?? PlannerSettings.parse({})
  const view = (): Awaited<ReturnType<PlannerService['view']>> => {
    const current = settings()
    const { provider, model } = current
    const hasKey = provider !== 'offline' && vault.has(keyName(provider))
    return { settings: current, hasKey, answers: answersBy(provider, model, hasKey) }
  }
  const month = (): number => {
    const at = new Date(now())
    return new Date(at.getFullYear(), at.getMonth(), 1).getTime()
  }
  return {
    settings() {
      const { settings: current, answers } = view()
      return answers.by === 'offline' ? { ...current, provider: 'offline' } : current
    },
    spent: () => rows.taken(month()).costUsd ?? 0,
    view: async () => view(),
    async set({ key, ...change }) {
      const next = PlannerSettings.parse({ ...settings(), ...change })
      if (next.provider === 'compatible' && next.baseUrl === '')
        throw refused(
          'A compatible provider needs its address.',
          'LM Studio: http://localhost:1234/v1, Ollama: http://localhost:11434/v1.',
        )
      if (typeof key === 'string' && next.provider === 'offline')
        throw refused('Nobody takes a key offline.', 'Choose a provider first.')
      db.tx(() => {
        if (typeof key === 'string') vault.put(keyName(next.provider), key)
        if (key === null) vault.remove(keyName(next.provider))
        kept.write(next)
      })
      return view()
    },
    async meter(): Promise<PlannerMeter> {
      return { month: rows.taken(month()), all: rows.taken(0) }
    },
  }
}

function answersBy(
  provider: string,
  model: string,
  hasKey: boolean,
): { by: 'offline' | 'model'; text: string } {
  if (provider === 'offline')
    return {
      by: 'offline',
      text: 'Segue answers by itself, without a model. It knows its recipes and nodes.',
    }
  if (model === '') return { by: 'offline', text: 'No model is named, so Segue answers by itself.' }
  if (!hasKey && keyed.has(provider))
    return { by: 'offline', text: 'There is no key, so Segue answers by itself.' }
  return { by: 'model', text: `${model} answers.` }
}
