import type { TriggerDraft } from '@segue/protocol'
import { common, readNumber, readOptions } from '../options.ts'
import { readInputs } from '../recipeFile.ts'
import { chosenKind, kindOptions, readKind } from './kind.ts'
import { moments } from './moments.ts'
import { readOverlap } from './settings.ts'
import { withTriggers } from './withTriggers.ts'

const options = {
  ...common,
  ...kindOptions,
  name: { type: 'string' },
  when: { type: 'string' },
  version: { type: 'string' },
  input: { type: 'string', multiple: true, default: [] as string[] },
} as const

/** `segue trigger edit TRIGGER [--name N] [--when WHEN|ADDRESS|EVENT] [--version N|newest] [options]`: what is left out stays. */
export async function edit(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  return withTriggers(
    values,
    async ({ triggers, recipes, take }) => {
      const { name, when, version, overlap, input } = values
      const before = await triggers.get(positionals[0] ?? '')
      const { kind } = before.settings
      const chosen = chosenKind(values)
      const isOther = chosen !== 'schedule' && chosen !== kind
      const change: Partial<TriggerDraft> = {
        settings: isOther
          ? readKind(chosen, values, { what: when })
          : readKind(kind, values, { before: before.settings, what: when }),
      }
      if (name !== undefined) change.name = name
      if (overlap !== undefined) change.overlap = readOverlap(overlap)
      if (version !== undefined)
        change.version = version === 'newest' ? null : readNumber(version, '--version', [1, 1_000_000])
      if (input.length > 0) {
        const recipe = await recipes.get(before.recipeId)
        change.inputs = { ...before.inputs, ...(await readInputs(recipe, input, take)) }
      }
      return triggers.update({ id: before.id, change })
    },
    (changed) => {
      console.log(`✔ ${changed.id} starts ${changed.recipeName} ${changed.words}.`)
      for (const line of moments(changed)) console.log(line)
    },
  )
}
