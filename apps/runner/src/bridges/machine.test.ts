import { expect, test } from 'vitest'
import { createActor } from 'xstate'
import { backoffMs, connectionMachine } from './machine.ts'

const started = () =>
  createActor(connectionMachine, { input: { unresponsiveMs: 15_000, deadMs: 60_000 } }).start()
type Actor = ReturnType<typeof started>
const crash = (actor: Actor, now: number) => {
  actor.send({ type: 'START', now })
  actor.send({ type: 'LOST', now, crash: true })
}

test('a connection goes from start to idle, busy and back', () => {
  const actor = started()
  actor.send({ type: 'START', now: 0 })
  expect(actor.getSnapshot().value).toBe('initialising')
  actor.send({ type: 'CONNECTED' })
  expect(actor.getSnapshot().value).toEqual({ connected: 'idle' })
  actor.send({ type: 'WORK', waiting: 2 })
  actor.send({ type: 'WORK', waiting: 1 })
  expect(actor.getSnapshot().value).toEqual({ connected: 'busy' })
  actor.send({ type: 'WORK', waiting: 0 })
  expect(actor.getSnapshot().value).toEqual({ connected: 'idle' })
})

test('R18 silence makes a connection unresponsive until it is heard again', () => {
  const actor = started()
  actor.send({ type: 'START', now: 0 })
  actor.send({ type: 'CONNECTED' })
  actor.send({ type: 'SILENT', ms: 14_999 })
  expect(actor.getSnapshot().matches('connected')).toBe(true)
  actor.send({ type: 'SILENT', ms: 15_000 })
  expect(actor.getSnapshot().value).toBe('unresponsive')
  actor.send({ type: 'HEARD' })
  expect(actor.getSnapshot().matches('connected')).toBe(true)
})

test('R21 five crashes within three minutes break the circuit until they are old', () => {
  const actor = started()
  for (const now of [0, 10_000, 20_000, 30_000]) crash(actor, now)
  expect(actor.getSnapshot().value).toBe('disconnected')
  crash(actor, 40_000)
  expect(actor.getSnapshot().value).toBe('broken')
  actor.send({ type: 'START', now: 100_000 })
  expect(actor.getSnapshot().value).toBe('broken')
  actor.send({ type: 'START', now: 180_001 })
  expect(actor.getSnapshot().value).toBe('initialising')
})

test('an end that was asked for is no crash', () => {
  const actor = started()
  for (let now = 0; now < 10; now++) {
    actor.send({ type: 'START', now })
    actor.send({ type: 'LOST', now, crash: false })
  }
  expect(actor.getSnapshot().context).toMatchObject({ crashes: [], attempt: 0 })
})

test('R21 a person who asks for it starts anew, whatever went wrong before', () => {
  const actor = started()
  for (const now of [0, 1, 2, 3, 4]) crash(actor, now)
  expect(actor.getSnapshot().value).toBe('broken')
  actor.send({ type: 'ASKED' })
  expect(actor.getSnapshot().context).toMatchObject({ attempt: 0, crashes: [] })
  actor.send({ type: 'START', now: 5 })
  expect(actor.getSnapshot().value).toBe('initialising')
})

test('R21 back-off doubles from half a second to thirty, with jitter', () => {
  expect([0, 1, 2, 3, 10].map((attempt) => backoffMs(attempt, 1))).toEqual([0, 500, 1000, 2000, 30_000])
  expect(backoffMs(1, 0)).toBe(250)
})
