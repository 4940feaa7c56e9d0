import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AnyNodeType, defineNode, port } from '@segue/nodes'
import { z } from 'zod'

/** One effect of a stub application, as it wrote it down before it did anything else. */
export const StubEffect = z.object({
  /** `run_x/node` of the step that caused it. */
  key: z.string(),
  /** Of a step that must not run twice. */
  once: z.boolean(),
  pid: z.number(),
  at: z.number(),
})
export type StubEffect = z.infer<typeof StubEffect>

const options = {
  category: 'flow',
  summary: 'Writes into the journal of the stub application.',
  keywords: [],
  inputs: { in: port.json('In', { required: false }), more: port.json('More', { required: false }) },
  outputs: { out: port.json('Out'), file: port.file('File') },
  cacheable: false,
  lane: 'local',
} as const

const params = z.strictObject({
  /** How long it goes on after its effect. */
  ms: z.number().default(0),
  /** What the step and its file say. */
  say: z.string().default(''),
  /** How much its file has after that. */
  bytes: z.number().default(0),
})

/**
 * Node types whose work is one line in `journal` and one file in the store. `keyOf` names a step by its folder.
 * once must not run twice, repeat may, now only at its moment; fail fails, poison ends the runner, busy lets it do
 * nothing else for as long as it works.
 */
export function stubTypes(journal: string, keyOf: (workDir: string) => string, version = 1): AnyNodeType[] {
  const effect = (workDir: string, once: boolean): string => {
    const key = keyOf(workDir)
    appendFileSync(journal, `${JSON.stringify({ key, once, pid: process.pid, at: Date.now() })}\n`)
    return key
  }
  const stub = (
    id: string,
    more: { repeatable: boolean; effects?: 'realtime'[] },
    work: (ms: number) => void = () => {},
  ) =>
    defineNode({
      ...options,
      id,
      version,
      title: id,
      params,
      effects: more.effects ?? [],
      repeatable: more.repeatable,
      async run({ params: { ms, say, bytes }, use, signal }) {
        const key = effect(use.workDir, !more.repeatable)
        work(ms)
        if (ms > 0) await sleep(ms, null, { signal })
        const file = await use.save(Buffer.from(`${say} ${key}`.padEnd(bytes)), {
          name: 'said.txt',
          mime: 'text/plain',
        })
        return { out: say, file }
      },
    })
  return [
    stub('stub.repeat', { repeatable: true }),
    stub('stub.once', { repeatable: false }),
    stub('stub.now', { repeatable: false, effects: ['realtime'] }),
    stub('stub.poison', { repeatable: true }, () => process.abort()),
    stub('stub.fail', { repeatable: true }, () => {
      throw new Error('The stub fails.')
    }),
    stub('stub.busy', { repeatable: true }, (ms) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    }),
  ]
}
