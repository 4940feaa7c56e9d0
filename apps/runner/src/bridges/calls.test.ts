import { failureOf } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { type Calls, createCalls } from './calls.ts'
import type { Peer } from './handshake.ts'
import { createHistory } from './history.ts'
import type { CallOptions } from './hubBridge.ts'
import { testCommand } from './testLine.ts'

type Sent = { t: string; id: string }

/** A bridge that remembers what it is sent. */
function peerOf(session: string, inflight: readonly string[] = []) {
  const sent: Sent[] = []
  const wire = {
    send: (message: Sent) => sent.push(message),
    sendText: (text: string) => sent.push(JSON.parse(text)),
  }
  return { peer: { wire, session, inflight } as unknown as Peer, sent }
}

let calls: Calls
beforeEach(() => {
  const history = createHistory(() => 0)
  calls = createCalls({ cancelMs: 1e6, onStuck() {}, onChange() {}, history, onEnd() {} } as Parameters<
    typeof createCalls
  >[0])
})
const ask = (options: CallOptions = {}) => calls.add(testCommand('test.count'), {}, options)
const failed = (call: Promise<unknown>) => call.then(() => null, failureOf)
const told = (id: string, fields: object) =>
  ({ id, ts: 0, from: 'app', to: 'runner', ...fields }) as Parameters<Calls['receive']>[0]
const kinds = (sent: readonly Sent[]) => sent.map(({ t }) => t)

test('a listener that cannot take progress ends its own call, and the next one goes on', async () => {
  const { peer, sent } = peerOf('s')
  calls.attach(peer)
  const one = failed(
    ask({
      onProgress() {
        throw new Error('the disk is full')
      },
    }),
  )
  const two = ask()
  const [first, second] = sent.map(({ id }) => id)
  calls.receive(told(first ?? '', { t: 'progress', seq: 1 }))
  expect(await one).toMatchObject({ message: 'the disk is full' })
  expect(kinds(sent)).toEqual(['request', 'request', 'cancel'])
  calls.receive(
    told(second ?? '', { t: 'result', ok: true, value: 2, artifacts: [], warnings: [], took_ms: 1 }),
  )
  expect(await two).toMatchObject({ value: 2 })
})

test('a call that was stopped while the bridge was away is not sent again', async () => {
  const stop = new AbortController()
  const first = peerOf('s')
  calls.attach(first.peer)
  const call = failed(ask({ signal: stop.signal }))
  calls.detach()
  stop.abort()
  const again = peerOf('s')
  calls.attach(again.peer)
  expect(await call).toMatchObject({ code: 'bridge.cancelled' })
  expect(kinds(again.sent)).toEqual([])
})

test('a goodbye sends back what was never taken, and fails what may have been done on a lost connection', async () => {
  const first = peerOf('s')
  calls.attach(first.peer)
  const lost = failed(ask())
  calls.detach()
  calls.attach(peerOf('s').peer)
  const fresh = ask()
  calls.recall()
  expect(await lost).toMatchObject({ code: 'bridge.disconnected' })
  const next = peerOf('t')
  calls.attach(next.peer)
  expect(kinds(next.sent)).toEqual(['request'])
  const [{ id } = { id: '' }] = next.sent
  calls.receive(told(id, { t: 'result', ok: true, value: 1, artifacts: [], warnings: [], took_ms: 1 }))
  expect(await fresh).toMatchObject({ value: 1 })
})
