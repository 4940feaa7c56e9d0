import { failureOf } from '@segue/protocol'
import { ask } from './cli/ask.ts'
import { backup } from './cli/backup.ts'
import { bridge } from './cli/bridge.ts'
import { code } from './cli/code.ts'
import { doctor } from './cli/doctor.ts'
import { exportRecipe } from './cli/export.ts'
import { importRecipe } from './cli/import.ts'
import { inspect } from './cli/inspect.ts'
import { mcp } from './cli/mcp.ts'
import { notify } from './cli/notify.ts'
import { phone } from './cli/phone.ts'
import { plan } from './cli/plan.ts'
import { preflight } from './cli/preflight.ts'
import { printFailures } from './cli/print.ts'
import { queue } from './cli/queue.ts'
import { recipes } from './cli/recipes.ts'
import { replay } from './cli/replay.ts'
import { report } from './cli/report.ts'
import { restore } from './cli/restore.ts'
import { run } from './cli/run.ts'
import { runs } from './cli/runs.ts'
import { service } from './cli/service.ts'
import { signal } from './cli/signal.ts'
import { start } from './cli/start.ts'
import { storage } from './cli/storage.ts'
import { takes } from './cli/takes.ts'
import { trigger } from './cli/trigger.ts'
import { trust, untrust } from './cli/trust.ts'
import { url } from './cli/url.ts'
import { usage } from './cli/usage.ts'
import { validate } from './cli/validate.ts'

/** Each command takes its arguments and gives the exit code. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  start,
  run,
  plan,
  validate,
  ask,
  inspect,
  replay,
  export: exportRecipe,
  import: importRecipe,
  recipes,
  runs,
  report,
  preflight,
  notify,
  takes,
  storage,
  queue,
  trigger,
  phone,
  mcp,
  signal,
  code,
  trust,
  untrust,
  backup,
  restore,
  service,
  doctor,
  bridge,
  url,
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) {
  console.log(usage)
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = await command(args)
  } catch (error) {
    const failure = failureOf(error)
    printFailures([failure], args.includes('--json'))
    process.exitCode = failure.kind === 'input' ? 2 : 1
  }
}
