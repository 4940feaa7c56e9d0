import { common, readOptions } from '../options.ts'
import { inZone } from './moments.ts'
import { hereZone } from './settings.ts'
import { withTriggers } from './withTriggers.ts'

/** `segue trigger when WHEN [--zone Z]`: what words or cron mean, and the next five moments. Changes nothing. */
export async function when(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, zone: { type: 'string' } }, 1)
  return withTriggers(
    values,
    ({ triggers }) => triggers.preview({ when: positionals[0] ?? '', zone: values.zone ?? hereZone() }),
    (read) => {
      console.log(`${read.words} (${read.when}, ${read.zone})`)
      for (const line of inZone(read.next, read.zone)) console.log(line)
    },
  )
}
