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
    }) => {
      const { zone, misfire, jitterSec } = settings
      console.log(`${id}  ${name}  ${enabled ? 'on' : 'paused'}`)
      console.log(
        `starts ${recipeName ?? recipeId}${version === null ? '' : `, version ${version}`} ${words} (${zone})`,
      )
      console.log(`missed: ${JSON.stringify(misfire)} · overlap: ${overlap} · jitter: ${jitterSec} s`)
      if (queued > 0) console.log(`${queued} ${queued === 1 ? 'waits' : 'wait'} for the run before`)
      if (last) console.log(`last: ${new Date(last.at).toISOString()} ${last.outcome}, ${last.reason}`)
      if (next.length > 0) console.log(['next:', ...moments(next, zone)].join('\n'))
      if (failure) printFailures([failure], false)
    },
  )
}
