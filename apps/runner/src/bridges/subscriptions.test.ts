import { setImmediate as turn } from 'node:timers/promises'
import type { FromBridge } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'
import type { Outgoing, Wire } from './wire.ts'

let sent: Outgoing[]
let wire: Wire
let errors: unknown[]
let subscriptions: Subscriptions
beforeEach(() => {
  sent = []
  errors = []
  wire = {
    send: (message) => sent.push(message),
    sendText() {},
    listen() {},
    onClose() {},
    close() {},
    reject() {},
    leave() {},
  }
  subscriptions = createSubscriptions({ error: (fields: unknown) => void errors.push(fields) })
})
const event = (topic: string, seq: number, key?: string): FromBridge => ({
  t: 'event',
  id: '',
  ts: 0,
  from: 'td',
  to: 'runner',
  topic,
  seq,
  data: seq,
  ...(key === undefined ? {} : { key }),
})

test('asks for a topic once, whoever listens, and lets go of it with the last', () => {
  subscriptions.attach(wire)
  const stops = [1, 2].map(() => subscriptions.add('a', () => {}))
  expect(sent).toEqual([{ t: 'subscribe', topics: ['a'] }])
  stops[0]?.()
  stops[0]?.()
  expect(sent).toHaveLength(1)
  stops[1]?.()
  expect(sent[1]).toEqual({ t: 'unsubscribe', topics: ['a'] })
})

test('asks a bridge that comes back for everything, in pieces that fit', () => {
  for (let n = 0; n < 450; n++) subscriptions.add(`topic.${n}`, () => {})
  subscriptions.attach(wire)
  expect(sent.map((message) => (message.t === 'subscribe' ? message.topics.length : 0))).toEqual([
    200, 200, 50,
  ])
  subscriptions.detach()
  subscriptions.add('while away', () => {})
  expect(sent).toHaveLength(3)
})

test('tells the newest of each key at the end of a turn, and the rest in order', async () => {
  const told: unknown[] = []
  subscriptions.add('a', ({ seq }) => told.push(seq))
  subscriptions.receive(event('a', 1, 'x'))
  subscriptions.receive(event('a', 2))
  subscriptions.receive(event('a', 3, 'x'))
  subscriptions.receive(event('nobody listens', 4))
  expect(told).toEqual([])
  await turn()
  expect(told).toEqual([2, 3])
})

test('a listener that fails takes no event from the others', async () => {
  const told: unknown[] = []
  subscriptions.add('a', () => {
    throw new Error('broken')
  })
  subscriptions.add('a', ({ seq }) => told.push(seq))
  subscriptions.receive(event('a', 1))
  await turn()
  expect(told).toEqual([1])
  expect(errors).toMatchObject([{ topic: 'a' }])
})
