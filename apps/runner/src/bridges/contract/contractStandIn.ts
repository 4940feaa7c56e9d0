import { createHash } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import { type Bridge, handle } from '@segue/bridge'
import { type CommandSpec, defineCommand, fail } from '@segue/protocol'
import { z } from 'zod'

const command = <A extends z.ZodType>(name: string, args: A, facts: Partial<CommandSpec> = {}) =>
  defineCommand({
    app: 'blender',
    command: name,
    title: name,
    description: 'For the contract suite.',
    effects: 'write',
    idempotent: false,
    cancellable: 'between_steps',
    ...facts,
    args,
    result: z.json(),
  })

const echo = command('test.echo', z.strictObject({ text: z.string() }), { effects: 'read' })
const flood = command('test.flood', z.object({ topic: z.string(), count: z.number(), keys: z.number() }))
const slow = command('test.slow', z.object({ dir: z.string(), steps: z.number(), stepMs: z.number() }))

const file = command(
  'test.file',
  z.object({ dir: z.string(), text: z.string(), breaks: z.boolean().default(false) }),
)

/** The commands of `bridges/core/tests/contract_bridge.py`, served by a stand-in. */
export function contractStandIn(): Bridge {
  let count = 0
  return {
    app: 'blender',
    name: 'Contract',
    version: '1',
    standIn: true,
    handlers: [
      handle(echo, async ({ text }) => ({ text, length: text.length })),
      handle(command('test.count', z.object({})), async () => ({ count: ++count })),
      handle(slow, async ({ dir, steps, stepMs }, { signal, progress }) => {
        for (let step = 0; step < steps; step++) {
          const part = join(dir, `step_${step}.part`)
          try {
            writeFileSync(part, 'half')
            await delay(stepMs, undefined, { signal })
            renameSync(part, join(dir, `step_${step}`))
          } finally {
            rmSync(part, { force: true })
          }
          progress({ fraction: (step + 1) / steps, data: { step } })
        }
        return { steps }
      }),
      handle(file, async ({ dir, text, breaks }, { warn, artifact }) => {
        const [path, content] = [join(dir, 'file.txt'), Buffer.from(text)]
        try {
          writeFileSync(`${path}.part`, content)
          if (breaks) throw new Error('The disk is full.')
          renameSync(`${path}.part`, path)
        } finally {
          rmSync(`${path}.part`, { force: true })
        }
        warn('A short file.')
        const sha256 = createHash('sha256').update(content).digest('hex')
        artifact({ path, mime: 'text/plain', bytes: content.length, sha256 })
        return null
      }),
      handle(command('test.stall', z.object({ ms: z.number() })), async ({ ms }) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
        return { ms }
      }),
      handle(command('test.huge', z.object({})), async () => ({ text: 'x'.repeat(5 * 1024 * 1024) })),
      handle(flood, async ({ topic, count, keys }, { publish }) => {
        for (let n = 0; n < count; n++) {
          publish(topic, n, keys > 0 ? String(n % keys) : undefined)
          if (n % 100 === 99) await turn()
        }
        return { count }
      }),
      handle(command('test.stale', z.object({})), refuse('stale_handle')),
      handle(command('test.unkept', z.object({})), refuse('verify_failed')),
      handle(command('test.dialog', z.object({})), refuse('app_busy')),
    ],
    topics: [
      {
        topic: 'test.steady',
        title: 'Tells something while somebody listens',
        start(publish) {
          publish('started')
          return () => {}
        },
      },
    ],
  }
}

const refuse = (code: string) => async () => {
  throw fail({ code: `bridge.${code}`, message: 'No.', hint: 'Try again.', kind: 'transient' })
}
