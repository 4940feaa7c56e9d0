import { usualOverlap } from '@segue/protocol'
import { common, readNumber, readOptions } from '../options.ts'
import { readInputs } from '../recipeFile.ts'
import { chosenKind, kindOptions, readKind } from './kind.ts'
import { moments } from './moments.ts'
import { readOverlap } from './settings.ts'
import { untilStart, withTriggers } from './withTriggers.ts'

const options = {
  ...common,
  ...kindOptions,
  name: { type: 'string' },
  version: { type: 'string' },
  input: { type: 'string', multiple: true, default: [] as string[] },
  paused: { type: 'boolean', default: false },
} as const

/** `segue trigger add RECIPE [WHEN|ADDRESS|EVENT] [options]`: lets a stored recipe start by itself. */
export async function add(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1, 2)
  const [recipeId = '', what] = positionals
  return withTriggers(
    values,
    async (backend) => {
      const { name, version, overlap } = values
      const settings = readKind(chosenKind(values), values, { what })
      const number = version === undefined ? null : readNumber(version, '--version', [1, 1_000_000])
      const recipe = await backend.recipes.get(recipeId)
      return backend.triggers.create({
        recipeId,
        version: number,
        name: name ?? recipe.name,
        enabled: !values.paused,
        settings,
        inputs: await readInputs(recipe, values.input, backend.take),
        overlap: overlap === undefined ? usualOverlap[settings.kind] : readOverlap(overlap),
      })
    },
    (made, backend) => {
      console.log(`✔ ${made.id} starts ${made.recipeName} ${made.words}.${untilStart(backend)}`)
      if (made.url !== null) console.log(`  ${made.url}`)
      for (const line of moments(made)) console.log(line)
    },
  )
}
