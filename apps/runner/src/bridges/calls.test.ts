import { type FromBridge, ToBridge } from '@segue/protocol'
import { expect, test } from 'vitest'
import { type Calls, createCalls } from './calls.ts'
import type { Peer } from './handshake.ts'
import { testCommand } from './testLine.ts'

type Request = Extract<ToBridge, { t: 'request' }>

/** Calls over a wire whose other end is the test: what was sent, and the way to answer. */
function openCalls(): { calls: Calls; sent: Request[]; answer(request: Request | undefined): void } {
  const sent: Request[] = []
  const wire = {
    sendText(text: string) {
      const message = ToBridge.parse(JSON.parse(text))
      if (message.t === 'request') sent.push(message)
    },
    send() {},
  }
  const calls = createCalls({
    ...{ cancelMs: 1000, onChange() {}, onStuck() {} },
    history: { call() {}, works() {} },
  })
  calls.attach({ wire, inflight: [] } as unknown as Peer) // calls ask no more of a peer
  const answer = (request: Request | undefined) =>
    calls.receive({
      t: 'result',
      id: request?.id,
      value: {},
      artifacts: [],
      warnings: [],
    } as unknown as FromBridge)
  return { calls, sent, answer }
}
const read = { ...testCommand('test.read'), effects: 'read' } as const
const write = testCommand('test.write')
const names = (sent: readonly Request[]) => sent.map(({ command }) => command.replace('test.', ''))

test('a hundred reads go in two turns, not in twenty-five', async () => {
  const { calls, sent, answer } = openCalls()
  const reads = Array.from({ length: 100 }, () => calls.add(read, {}, {}))
  let turns = 0
  for (let seen = 0; seen < 100; turns++) {
    const turn = sent.slice(seen)
    seen = sent.length
    for (const request of turn) answer(request)
  }
  await Promise.all(reads)
  expect(turns).toBeLessThanOrEqual(3)
})

test('few writes are under way at a time, in their order', async () => {
  const { calls, sent, answer } = openCalls()
  const writes = [1, 2, 3, 4, 5, 6].map((n) => calls.add(write, { n }, {}))
  expect(sent.map(({ args }) => args.n)).toEqual([1, 2, 3, 4])
  for (let at = 0; at < 6; at++) answer(sent[at])
  await Promise.all(writes)
  expect(sent.map(({ args }) => args.n)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a read never goes before the write that was asked for first', () => {
  const { calls, sent, answer } = openCalls()
  const ask = (spec: typeof read | typeof write) => void calls.add(spec, {}, {})
  for (const spec of [write, write, write, write, read, write, read]) ask(spec)
  expect(names(sent)).toEqual(['write', 'write', 'write', 'write', 'read'])
  answer(sent[0])
  expect(names(sent).slice(5)).toEqual(['write', 'read'])
})
