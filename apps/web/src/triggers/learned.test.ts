import { MidiSettings } from '@segue/protocol'
import { expect, test } from 'vitest'
import { kinds } from './kinds.ts'
import { learned } from './learned.ts'

const midi = MidiSettings.parse({ kind: 'midi', port: 'Launchpad' })

test('a pad that is pressed is what is waited for', () => {
  const data = { type: 'noteOn', port: 'Launchpad MK3', channel: 10, number: 36, value: 101, level: 0.8 }
  expect(learned(midi, data)).toMatchObject({ port: 'Launchpad', message: 'note', channel: 10, number: 36 })
})

test('start and stop have no channel and no number', () => {
  const data = { type: 'continue', port: 'Launchpad MK3', channel: 0, number: 0, value: 0, level: 0 }
  expect(learned(midi, data)).toMatchObject({ message: 'start', channel: null, number: null })
})

test('an OSC message leaves its address and nothing else', () => {
  const osc = kinds.osc.begin()
  expect(learned(osc, { address: '/layer/2/go', args: [1], from: '127.0.0.1' })).toEqual({
    ...osc,
    address: '/layer/2/go',
  })
})

test('nothing is learned from what is no message of its kind', () => {
  expect(learned(kinds.osc.begin(), { body: 'hello' })).toBeNull()
  expect(learned(midi, { type: 'noteOff', channel: 1, number: 36 })).toBeNull()
  expect(learned(kinds.webhook.begin(), { body: {} })).toBeNull()
})
