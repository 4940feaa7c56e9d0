import { resolve } from 'node:path'
import { loadConfig } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { openLog } from '../log/logger.ts'
import { openRunner, type Runner } from '../runner.ts'
import { FailuresError, startRun } from '../services/startRun.ts'
import { lockHome } from '../store/homeLock.ts'
import { readOptions } from './options.ts'
import { printFailures } from './print.ts'
import { readInputs, readRecipeFile } from './recipeFile.ts'
import { report } from './report.ts'
import { showProgress } from './showProgress.ts'

const options = {
  input: { type: 'string', multiple: true, default: [] as string[] },
  out: { type: 'string' },
  home: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `segue run RECIPE.json`: runs to the end in this process; exit 0, 1, 2 or 3. Ctrl+C cancels cleanly. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const home = openHome(values.home)
  const lock = lockHome(home)
  const config = loadConfig(home)
  lock.announce(null)
  const runner = await openRunner(home, config, openLog(home, config))
  try {
    return await runHere(runner, { path: positionals[0] ?? '', ...values })
  } catch (error) {
    if (!(error instanceof FailuresError)) throw error
    printFailures(error.failures, values.json)
    return 2
  } finally {
    await runner.close()
    lock.release()
  }
}

interface Asked {
  path: string
  input: string[]
  out?: string | undefined
  json: boolean
}

async function runHere(runner: Runner, { path, input, out, json }: Asked): Promise<number> {
  const take = (file: string, name: string) => runner.artifacts.putFile(file, { name, origin: file })
  const { recipe, failures } = await readRecipeFile(path, take)
  if (!recipe) {
    printFailures(failures, json)
    return 2
  }
  const inputs = await readInputs(recipe, input, take)
  const outFolder = out === undefined ? {} : { outFolder: resolve(out) }
  const { host, hub, feed } = runner
  const outputs = resolve(runner.outputs)
  const settled = Promise.withResolvers<void>()
  const runId = await startRun({ host, hub, outputs }, { recipe, inputs, ...outFolder })
  const stop = feed.listen(({ runId: of, change }) => {
    if (of === runId && change.type === 'head' && ended.has(change.head.status)) settled.resolve()
  })
  const hide = json ? () => {} : showProgress(feed, host.runs.view(runId))
  const cancel = () => host.send(runId, { type: 'CANCEL' })
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  await settled.promise
  stop()
  hide()
  process.off('SIGINT', cancel).off('SIGTERM', cancel)
  const result = await report(runner, runId)
  if (json) console.log(JSON.stringify(result))
  else {
    for (const [key, output] of Object.entries(result.outputs))
      console.log(`${key}: ${output.path ?? JSON.stringify(output.value)}`)
    printFailures(result.failures, false)
    if (exitCode(result.status) === 3)
      console.error(
        `The run ${result.status === 'parked' ? 'is parked' : 'waits for you'}: \`segue start\` and open it.`,
      )
  }
  return exitCode(result.status)
}

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'waiting', 'parked'])

const exitCode = (status: string): number =>
  status === 'succeeded' ? 0 : status === 'failed' || status === 'cancelled' ? 1 : 3
