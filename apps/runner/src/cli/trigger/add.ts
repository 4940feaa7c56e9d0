import { ScheduleSettings } from '@segue/protocol'
import { common, readNumber, readOptions } from '../options.ts'
import { readInputs } from '../recipeFile.ts'
import { moments } from './moments.ts'
import { hereZone, readOverlap, readSettings, settingOptions } from './settings.ts'
import { untilStart, withTriggers } from './withTriggers.ts'

const options = {
  ...common,
  ...settingOptions,
  name: { type: 'string' },
  version: { type: 'string' },
  input: { type: 'string', multiple: true, default: [] as string[] },
  paused: { type: 'boolean', default: false },
} as const

/** `segue trigger add RECIPE WHEN [options]`: starts a stored recipe at these moments. */
export async function add(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 2)
  const [recipeId = '', when = ''] = positionals
  return withTriggers(
    values,
    async (backend) => {
      const { name, version, overlap } = values
      const first = ScheduleSettings.parse({ kind: 'schedule', when, zone: hereZone() })
      const number = version === undefined ? null : readNumber(version, '--version', [1, 1_000_000])
      const recipe = await backend.recipes.get(recipeId)
      return backend.triggers.create({
        recipeId,
        version: number,
        name: name ?? recipe.name,
        enabled: !values.paused,
        settings: readSettings(first, values),
        inputs: await readInputs(recipe, values.input, backend.take),
        overlap: overlap === undefined ? 'skip' : readOverlap(overlap),
      })
    },
    (made, backend) => {
      console.log(`✔ ${made.id} starts ${made.recipeName} ${made.words}.${untilStart(backend)}`)
      for (const line of moments(made.next, made.settings.zone)) console.log(line)
    },
  )
}
