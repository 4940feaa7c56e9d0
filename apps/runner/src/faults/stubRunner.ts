import { relative } from 'node:path'
import type { Services } from '@segue/api'
import { type AnyNodeType, catalogue } from '@segue/nodes'
import { failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { z } from 'zod'
import { Config } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { armCrash } from '../crashPoint.ts'
import { openRunner, type Runner } from '../runner.ts'
import { plantStarters } from '../services/samples.ts'
import { lockHome } from '../store/homeLock.ts'
import { stubTypes } from './stubTypes.ts'

/**
 * A whole runner in a process that a test may kill: `node stubRunner.ts HOME JOURNAL`, with the stub's node types
 * beside the real ones. Answers `{ id, call, args }` over its channel; `call` is a service's method, or one of its own.
 * Ends with its parent.
 */
const Call = z.object({ id: z.number(), call: z.string(), args: z.json().optional() })
type Args = z.infer<typeof Call>['args']

const [root = '', journal = '', options = '{}'] = process.argv.slice(2)
const { config, bridgePort } = z
  .object({ config: z.json().prefault({}), bridgePort: z.number().nullable().default(null) })
  .parse(JSON.parse(options))
const home = openHome(root)
const boot = {
  prototype: Object.getOwnPropertyNames(Object.prototype).length,
  env: JSON.stringify(process.env),
}

// The catalogue is a Map; only its type says that nobody adds to it.
const types = catalogue as Map<string, AnyNodeType>
if (process.env.SEGUE_STUB_TYPES !== 'off')
  for (const type of stubTypes(
    journal,
    (workDir) => relative(home.work, workDir),
    Number(process.env.SEGUE_STUB_VERSION ?? 1),
  ))
    types.set(type.id, type)

const refused = (error: unknown) => ({ failure: failureOf(error) })
const send = (message: object): void => void process.send?.(message)

async function open(): Promise<{ runner: Runner; close(): Promise<void> }> {
  const lock = lockHome(home)
  const runner = await openRunner(home, Config.parse(config), pino({ level: 'silent' }), { bridgePort })
  return {
    runner,
    async close() {
      await runner.close()
      lock.release()
    },
  }
}

function own({ runner, close }: Awaited<ReturnType<typeof open>>): Record<string, (args: Args) => unknown> {
  return {
    arm: (args) => armCrash(String(args)),
    view: (args) => runner.host.runs.view(String(args)),
    marks: (args) => runner.host.marks(...z.tuple([z.string(), z.string()]).parse(args)),
    queue: () => runner.host.queue(),
    plant: () => plantStarters(runner.db, runner.artifacts),
    /** What nobody may have changed: the prototype of everything, and the environment. */
    boot: () => ({
      prototype: Object.getOwnPropertyNames(Object.prototype).length === boot.prototype,
      env: JSON.stringify(process.env) === boot.env,
    }),
    close,
  }
}

function answer(services: Services, others: ReturnType<typeof own>, call: string, args: Args): unknown {
  const [noun = '', verb = ''] = call.split('.')
  if (verb === '') return others[noun]?.(args)
  // Tests name methods of the services by their text, with the arguments that these take.
  const service = (services as unknown as Record<string, Record<string, (args: Args) => unknown>>)[noun]
  return service?.[verb]?.(args)
}

try {
  const opened = await open()
  const others = own(opened)
  const { services } = opened.runner
  process.on('message', async (message) => {
    const { id, call, args } = Call.parse(message)
    try {
      send({ id, value: (await answer(services, others, call, args)) ?? null })
    } catch (error) {
      send({ id, ...refused(error) })
    }
    if (call === 'close') process.disconnect?.()
  })
  process.on('disconnect', () => process.exit())
  send({ id: 0, value: null })
} catch (error) {
  send({ id: 0, ...refused(error) })
  process.disconnect?.()
}
