import type { RetentionRules, StorageReport } from '@segue/protocol'
import type { Backend } from './backend.ts'
import { common, readNumber, readOptions } from './options.ts'
import { printTable } from './print.ts'
import { withTriggers } from './trigger/withTriggers.ts'

const options = {
  ...common,
  days: { type: 'string' },
  runs: { type: 'string' },
  size: { type: 'string' },
  free: { type: 'boolean', default: false },
} as const

const gigabyte = 1_000_000_000

/** `segue storage [--days N] [--runs N|all] [--size GB] [--free]`: what takes the room, how long it stays, and room made now. */
export async function storage(args: string[]): Promise<number> {
  const { values } = readOptions(args, options, 0)
  return withTriggers(
    values,
    async ({ storage }) => {
      await setRules(storage, values)
      const freed = values.free ? await storage.freeNow() : null
      return { ...(await storage.report()), freed }
    },
    ({ freed, ...report }) => {
      if (freed) console.log(`✔ ${freed.runs} runs and ${freed.files} files are gone: ${sized(freed.bytes)}.`)
      print(report)
    },
  )
}

async function setRules(
  storage: Backend['storage'],
  { days, runs, size }: { days?: string | undefined; runs?: string | undefined; size?: string | undefined },
): Promise<void> {
  if (days === undefined && runs === undefined && size === undefined) return
  const { rules } = await storage.report()
  const next: RetentionRules = {
    days: days === undefined ? rules.days : readNumber(days, '--days', [1, 3650]),
    runsPerRecipe:
      runs === undefined
        ? rules.runsPerRecipe
        : runs === 'all'
          ? null
          : readNumber(runs, '--runs', [1, 100_000]),
    maxBytes: size === undefined ? rules.maxBytes : readNumber(size, '--size', [1, 1_000_000]) * gigabyte,
  }
  await storage.setRules(next)
}

const names = {
  recipes: 'recipes and samples',
  takes: 'favourites',
  kept: 'runs that are kept',
  open: 'runs that go on',
  runs: 'other runs',
  results: 'results that can be made again',
  rest: 'the rest',
} as const satisfies Record<StorageReport['uses'][number]['use'], string>

const sized = (bytes: number): string =>
  bytes >= gigabyte ? `${(bytes / gigabyte).toFixed(1)} GB` : `${(bytes / 1_000_000).toFixed(1)} MB`

function print({ bytes, diskFree, uses, recipes, rules, goes }: StorageReport): void {
  console.log(
    `${sized(bytes)} of ${sized(rules.maxBytes)} are used; ${sized(diskFree)} are free on the disk.`,
  )
  printTable(uses.map((one) => [`  ${names[one.use]}`, sized(one.bytes), `${one.files} files`]))
  if (recipes.length > 0) console.log('By recipe:')
  printTable(
    recipes.slice(0, 10).map(({ name, runs, bytes: size }) => [`  ${name}`, `${runs} runs`, sized(size)]),
  )
  const most = rules.runsPerRecipe === null ? '' : `, the newest ${rules.runsPerRecipe} of each recipe`
  console.log(
    `Runs stay ${rules.days} days${most}. With --free go ${goes.runs} runs and about ${sized(goes.bytes)}.`,
  )
}
