import type { TriggerView } from '@segue/protocol'
import { common, readOptions } from '../options.ts'
import { printTable } from '../print.ts'
import { withTriggers } from './withTriggers.ts'

/** `segue trigger list [--recipe ID]`: every trigger, what it starts and when. */
export async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...common, recipe: { type: 'string' } }, 0)
  const { recipe } = values
  return withTriggers(
    values,
    ({ triggers }) => triggers.list(recipe === undefined ? {} : { recipeId: recipe }),
    (all) => {
      if (all.length === 0) return console.log('Nothing starts by itself.')
      printTable([['TRIGGER', 'NAME', 'RECIPE', 'WHEN', 'STATE'], ...all.map(line)])
    },
  )
}

const line = (one: TriggerView): string[] => [
  one.id,
  one.name,
  one.recipeName ?? one.recipeId,
  one.settings.kind === 'schedule' ? `${one.words} (${one.settings.zone})` : one.words,
  stateOf(one),
]

function stateOf({ failure, enabled, next, note, settings }: TriggerView): string {
  if (failure) return `✖ ${failure.message}`
  if (settings.kind !== 'schedule') return enabled ? (note ?? 'listens') : 'paused'
  const [first] = next
  return !enabled ? 'paused' : first === undefined ? 'over' : `next ${new Date(first).toISOString()}`
}
