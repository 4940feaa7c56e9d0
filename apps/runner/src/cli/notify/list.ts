import type { NotifyChannelView } from '@segue/protocol'
import { common, readOptions } from '../options.ts'
import { printTable } from '../print.ts'
import { withTriggers } from '../trigger/withTriggers.ts'

/** `segue notify list`: who is told, of what, and whether it arrives. */
export async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return withTriggers(
    values,
    ({ notify }) => notify.list(),
    (all) => {
      if (all.length === 0) return console.log('Nobody is told of runs yet; see `segue notify add`.')
      printTable([['ID', 'NAME', 'TO', 'RULE', 'STATE'], ...all.map(line)])
    },
  )
}

const line = (one: NotifyChannelView): string[] => [
  one.id,
  one.name,
  placeOf(one.target),
  one.rule + (one.reportAt === null ? '' : `, report at ${one.reportAt}`),
  one.failure ? `✖ ${one.failure.message}` : one.enabled ? 'on' : 'off',
]

/** Of a webhook only the machine: the rest of its address may be a secret. */
const placeOf = (target: NotifyChannelView['target']): string =>
  target.kind === 'mail'
    ? target.to.join(', ')
    : target.kind === 'webhook'
      ? new URL(target.url).host
      : 'pages of the editor'
