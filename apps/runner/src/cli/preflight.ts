import type { PreflightRequest } from '@segue/api'
import type { PreflightItem } from '@segue/protocol'
import type { Backend } from './backend.ts'
import { common, readOptions, usageError } from './options.ts'
import { printFailures } from './print.ts'
import { readMoment } from './readMoment.ts'
import { readInputs } from './recipeFile.ts'
import { withTriggers } from './trigger/withTriggers.ts'

const options = {
  ...common,
  until: { type: 'string' },
  input: { type: 'string', multiple: true, default: [] as string[] },
} as const

/** `segue preflight [--until TIME | RECIPE [--input KEY=VALUE]…]`: what is to come, and what would keep it from it. */
export async function preflight(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 0, 1)
  const [recipeId] = positionals
  if (recipeId !== undefined && values.until !== undefined)
    throw usageError('Name a recipe, or --until when to look: not both.')
  let blocked = false
  const status = await withTriggers(
    values,
    async (backend) => {
      const found = await backend.preflight.check(await asked(backend, recipeId, values))
      const all = [...found.findings, ...found.items.flatMap(({ findings }) => findings)]
      blocked = all.some(({ severity }) => severity !== 'warning')
      return found
    },
    ({ items, findings }) => {
      if (items.length === 0) console.log('Nothing starts by itself in this time.')
      for (const item of items) {
        console.log(headline(item))
        printFailures(item.findings, false)
      }
      printFailures(findings, false)
    },
  )
  return status === 0 && blocked ? 2 : status
}

async function asked(
  { recipes, take }: Backend,
  recipeId: string | undefined,
  { until, input }: { until?: string | undefined; input: string[] },
): Promise<PreflightRequest> {
  if (recipeId !== undefined)
    return { runs: [{ recipeId, inputs: await readInputs(await recipes.get(recipeId), input, take) }] }
  return until === undefined ? {} : { until: readMoment(until, '--until', 'future') }
}

function headline({ recipeName, trigger, at, times, findings }: PreflightItem): string {
  const mark = findings.some(({ severity }) => severity !== 'warning') ? '✖' : findings.length > 0 ? '⚠' : '✔'
  const when = at === null ? (trigger ? 'when its event comes' : 'now') : new Date(at).toISOString()
  const often = times > 1 ? `, ${times} times` : ''
  return `${mark} ${recipeName}${trigger ? ` (${trigger.name})` : ''}  ${when}${often}`
}
