import { failureOf } from '@segue/protocol'
import { doctor } from './cli/doctor.ts'
import { printFailures } from './cli/print.ts'
import { recipes } from './cli/recipes.ts'
import { run } from './cli/run.ts'
import { runs } from './cli/runs.ts'
import { start } from './cli/start.ts'
import { url } from './cli/url.ts'
import { usage } from './cli/usage.ts'
import { validate } from './cli/validate.ts'

/** Each command takes its arguments and gives the exit code. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  start,
  run,
  validate,
  recipes,
  runs,
  doctor,
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
