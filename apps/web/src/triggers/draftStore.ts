import { failuresOf } from '@segue/client'
import { type TriggerDraft, type TriggerView, usualOverlap } from '@segue/protocol'
import { create } from 'zustand'
import { runner } from '../server/client.ts'
import { kinds, type TriggerKind } from './kinds.ts'
import { type Mistake, mistakeOf, mistakesIn } from './mistakes.ts'
import { showScreen } from './pageStore.ts'
import { putTrigger } from './triggerStore.ts'

interface DraftState {
  /** The trigger that is changed; null for a new one. */
  id: string | null
  draft: TriggerDraft | null
  /** What is wrong with what was last kept or tried to keep. */
  mistakes: readonly Mistake[]
  saving: boolean
  /** A key that webhook calls are signed with, to be kept; empty = none, or the one that is kept. */
  signingKey: string
  /** Calls have been signed before, so there is a key. */
  wasSigned: boolean
}

const nothing: DraftState = {
  id: null,
  draft: null,
  mistakes: [],
  saving: false,
  signingKey: '',
  wasSigned: false,
}

/** The trigger that a person is filling in. */
export const useDraft = create<DraftState>(() => nothing)

/** Begins a new trigger of a recipe and opens its form. */
export function beginDraft(kind: TriggerKind, recipe: { id: string; name: string } | null): void {
  const draft: TriggerDraft = {
    recipeId: recipe?.id ?? '',
    version: null,
    name: recipe?.name ?? '',
    enabled: true,
    settings: kinds[kind].begin(),
    inputs: {},
    overlap: usualOverlap[kind],
  }
  useDraft.setState({ ...nothing, draft })
  showScreen({ show: 'form' })
}

/** Opens the form of a trigger; `copy`: for another one like it. */
export function editTrigger(view: TriggerView, { copy = false } = {}): void {
  const { id, recipeId, version, name, enabled, settings, inputs, overlap } = view
  const plain = settings.kind === 'schedule' ? { ...settings, when: plainWhen(view) } : settings
  const draft = { recipeId, version, enabled, settings: plain, inputs, overlap }
  useDraft.setState({
    ...nothing,
    id: copy ? null : id,
    wasSigned: !copy && settings.kind === 'webhook' && settings.signature !== null,
    draft: { ...draft, name: copy ? `${name} copy`.slice(0, 120) : name },
  })
  showScreen({ show: 'form' })
}

/** The words of a schedule where they can be read back, else what is kept. */
export const plainWhen = ({ words, settings }: Pick<TriggerView, 'words' | 'settings'>): string => {
  if (settings.kind !== 'schedule') return words
  return /^by cron|of the hour|^every hour at|^every minute/.test(words) ? settings.when : words
}

/** Changes what the form says; a mistake leaves the field that was changed. */
export function changeDraft(change: Partial<TriggerDraft>, field?: string): void {
  useDraft.setState(({ draft, mistakes }) => ({
    draft: draft && { ...draft, ...change },
    mistakes: mistakes.filter((mistake) => mistake.field !== 'form' && mistake.field !== field),
  }))
}

/** What is wrong with a field, if anything. */
export const useMistake = (field: string): Mistake | undefined =>
  useDraft(({ mistakes }) => mistakes.find((mistake) => mistake.field === field))

/**
 * Keeps the draft and shows the trigger, or says at its fields what is wrong. Resolves with what is kept, null when
 * nothing is. `enabled`: whether it is on from then on, as the draft says without it.
 */
export async function saveDraft(how: { enabled?: boolean } = {}): Promise<TriggerView | null> {
  const { id, draft: said, saving, signingKey, wasSigned } = useDraft.getState()
  if (said === null || saving) return null
  const draft = { ...said, ...how }
  const mistakes = mistakesIn(draft, { hasKey: wasSigned || signingKey !== '' })
  useDraft.setState({ mistakes })
  if (mistakes.length > 0) return null
  useDraft.setState({ saving: true })
  try {
    const { triggers } = runner()
    const kept = id === null ? await triggers.create(draft) : await triggers.update({ id, change: draft })
    if (signingKey !== '') await triggers.sign({ id: kept.id, key: signingKey })
    putTrigger(kept)
    useDraft.setState(nothing)
    showScreen({ show: 'trigger', id: kept.id })
    return kept
  } catch (error) {
    useDraft.setState({ saving: false, mistakes: failuresOf(error).map(mistakeOf) })
    return null
  }
}

/** Leaves the form; what it said is gone. */
export function dropDraft(): void {
  const { id } = useDraft.getState()
  useDraft.setState(nothing)
  showScreen(id === null ? { show: 'list' } : { show: 'trigger', id })
}
