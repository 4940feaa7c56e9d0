import { expect, test } from 'vitest'
import type { Attempt, Hooks, Json } from './attempt.ts'
import { runStep } from './runStep.ts'

const attempt = (type: string, given: Partial<Attempt> = {}): Attempt => ({
  ...{ runId: 'run_a', nodeId: 'a', attempt: 1, type, version: 1, lane: 'local', params: {}, inputs: {} },
  ...{
    given: {},
    ports: null,
    feeders: {},
    now: 0,
    workDir: '/nowhere',
    outFolder: '/nowhere',
    unattended: false,
    marks: [],
    ...given,
  },
})
const saved: string[] = []
const hooks = {
  async save(source: Uint8Array, { name, mime }: { name: string; mime: string }) {
    saved.push(name)
    return { artifactId: 'a'.repeat(64), mime, bytes: source.length, name, meta: {} }
  },
  log: () => {},
  progress: () => {},
  mark: () => {},
} as unknown as Hooks // what these steps ask for
const { signal } = new AbortController()
const run = (...args: Parameters<typeof attempt>) => runStep(attempt(...args), hooks, signal)
const failing = (code: string, more: object = {}) => ({ failure: { code, ...more } })

test('params and inputs are checked before, promoted params among them', async () => {
  expect(await run('text.template', { params: { template: '{value}!' }, inputs: { data: 5 } })).toEqual({
    outputs: { text: '5!' },
  })
  expect(await run('text.template', { params: { template: 'no' }, inputs: { template: 'yes' } })).toEqual({
    outputs: { text: 'yes' },
  })
  await expect(run('text.template', { params: { template: 5 } })).rejects.toMatchObject(
    failing('node.params_invalid', { kind: 'input' }),
  )
  await expect(run('channels.toText', { inputs: { channels: 'none' } })).rejects.toThrow()
})

test('R12 a type that is not there, or in another version, waits for the right Segue', async () => {
  await expect(run('no.such')).rejects.toMatchObject(failing('node.unknown_type', { kind: 'environment' }))
  await expect(run('text.template', { version: 99 })).rejects.toMatchObject(
    failing('node.other_version', { kind: 'environment' }),
  )
})

test('outputs larger than an edge carries are refused, unless they are lists, which become files', async () => {
  const carrying = (type: string) =>
    ({
      inputs: { in0: { type, label: 'In', required: false } },
      outputs: { out: { type, label: 'Out', required: false } },
    }) as Attempt['ports']
  const big = { text: 'x'.repeat(65 * 1024) }
  await expect(run('flow.merge', { ports: carrying('json'), inputs: { in0: big } })).rejects.toMatchObject(
    failing('node.output_too_large', { kind: 'permanent' }),
  )
  const list: Json = Array.from({ length: 65 }, () => 'y'.repeat(1024))
  const { outputs } = await run('flow.merge', {
    ports: carrying('list<text>'),
    inputs: { in0: list },
  })
  expect(outputs.out).toMatchObject({ mime: expect.stringContaining('list') })
  expect(saved).toEqual(['out.list.json'])
})

test('a step that was stopped before it began does not begin', async () => {
  const stop = AbortSignal.abort(new Error('stopped'))
  await expect(runStep(attempt('text.template', { params: { template: 'x' } }), hooks, stop)).rejects.toThrow(
    'stopped',
  )
})
