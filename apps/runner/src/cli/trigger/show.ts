import type { TriggerSettings } from '@segue/protocol'
import { common, readOptions } from '../options.ts'
import { printFailures } from '../print.ts'
import { moments } from './moments.ts'
import { withTriggers } from './withTriggers.ts'

/** `segue trigger show TRIGGER`: its settings, its next five moments, and what keeps it from working. */
export async function show(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return withTriggers(
    values,
    ({ triggers }) => triggers.get(positionals[0] ?? ''),
    ({
      id,
      name,
      recipeName,
      recipeId,
      version,
      words,
      enabled,
      settings,
      overlap,
      next,
      failure,
      last,
      queued,
      url,
      note,
    }) => {
      console.log(`${id}  ${name}  ${enabled ? 'on' : 'paused'}`)
      console.log(
        `starts ${recipeName ?? recipeId}${version === null ? '' : `, version ${version}`} ${words}${settings.kind === 'schedule' ? ` (${settings.zone})` : ''}`,
      )
      console.log([...detailsOf(settings), `overlap: ${overlap}`].join(' · '))
      if (url !== null) console.log(url)
      if (note !== null) console.log(note)
      if (queued > 0) console.log(`${queued} ${queued === 1 ? 'waits' : 'wait'} for the run before`)
      if (last) console.log(`last: ${new Date(last.at).toISOString()} ${last.outcome}, ${last.reason}`)
      if (next.length > 0) console.log(['next:', ...moments({ next, settings })].join('\n'))
      if (failure) printFailures([failure], false)
    },
  )
}

function detailsOf(settings: TriggerSettings): string[] {
  if (settings.kind === 'schedule')
    return [`missed: ${JSON.stringify(settings.misfire)}`, `jitter: ${settings.jitterSec} s`]
  const values = Object.entries(settings.map).map(([key, pointer]) => `${key} from ${pointer}`)
  return [values.length === 0 ? 'it brings no values' : values.join(', ')]
}
