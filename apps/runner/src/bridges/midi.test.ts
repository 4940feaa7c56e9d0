import { failureOf, type HeardMidi, midi } from '@segue/protocol'
import { expect, test } from 'vitest'
import { Config } from '../config/config.ts'
import type { Runner } from '../runner.ts'
import { openTestRunner } from '../testing.ts'

const applications = (midi: object) => Config.parse({ applications: { blender: 'off', midi } }).applications
const stateOf = (runner: Runner) => runner.hub.states().find(({ app }) => app === 'midi')

test('two calls talk through a port inside Segue, with or without devices', async () => {
  await using runner = await openTestRunner({ applications: applications({ enabled: true }) })
  const heard: unknown[] = []
  runner.hub.subscribe('midi', 'midi.note', ({ data }) => heard.push(data))
  await expect.poll(() => stateOf(runner)?.state).toBe('idle')
  const bridge = await runner.hub.use('midi')
  expect(bridge).toMatchObject({ provider: 'midi@1.0', standIn: false })
  expect(await bridge.call(midi.listPorts, {})).toMatchObject({
    inputs: expect.arrayContaining([{ name: 'Segue', virtual: true }]),
  })
  const waiting = bridge.call(midi.awaitMessage, { port: 'Segue', type: 'noteOff', number: 64 })
  await bridge.call(midi.playNote, { port: 'Segue', notes: [64], durationMs: 1 })
  expect(await waiting).toMatchObject({ port: 'Segue', channel: 1 })
  await expect.poll(() => heard.map((one) => (one as HeardMidi).type)).toEqual(['noteOn', 'noteOff'])
})

test('a note that is cancelled through the hub is let go', async () => {
  await using runner = await openTestRunner({ applications: applications({ enabled: true }) })
  const heard: string[] = []
  runner.hub.subscribe('midi', 'midi.note', ({ data }) => heard.push((data as HeardMidi).type))
  await expect.poll(() => stateOf(runner)?.state).toBe('idle')
  const bridge = await runner.hub.use('midi')
  const abort = new AbortController()
  const playing = bridge.call(midi.playNote, { port: 'Segue', durationMs: 600_000 }, { signal: abort.signal })
  await expect.poll(() => heard).toEqual(['noteOn'])
  abort.abort()
  expect(await playing.then(() => null, failureOf)).toMatchObject({ code: 'bridge.cancelled' })
  await expect.poll(() => heard).toEqual(['noteOn', 'noteOff'])
})

test('MIDI is off until a person turns it on', async () => {
  await using runner = await openTestRunner()
  expect(stateOf(runner)?.state).toBe('absent')
  expect(await runner.hub.use('midi', 'midi').then(() => null, failureOf)).toMatchObject({
    code: 'bridge.not_available',
  })
})
