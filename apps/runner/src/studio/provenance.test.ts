import { expect, test } from 'vitest'
import { createProvenance, nameOf, portKey } from './provenance.ts'

const ref = (letter: string, name: string) => ({
  artifactId: letter.repeat(64),
  mime: 'audio/wav',
  bytes: 1,
  name,
  meta: {},
})
const sound = ref('a', 'Kick.wav')
const curves = ref('b', 'Kick curves')
const label = (port: string) => port.toUpperCase()

test('a file is followed through the steps between two applications', () => {
  const provenance = createProvenance()
  expect(provenance.of(sound, null)).toEqual([])
  provenance.made('live', 'run_1/export', { inputs: {}, outputs: { audio: sound } }, label)
  provenance.passed('run_1/analyse', { channels: curves }, provenance.of(sound, null), 'Analyse')
  const [origin] = provenance.of([{ nested: curves }], null)
  expect(origin).toMatchObject({ from: 'live', kind: 'artifact', sha256: sound.artifactId })
  expect(origin && nameOf(origin)).toBe('Kick.wav › Analyse')
})

test('whoever passes a file on did not make it', () => {
  const provenance = createProvenance()
  provenance.made('td', 'run_1/hear', { inputs: { in: sound }, outputs: { audio: sound } }, label)
  expect(provenance.of(sound, null)).toEqual([])
  provenance.made('live', 'run_1/export', { inputs: {}, outputs: { audio: sound } }, label)
  expect(provenance.of(sound, null)).toMatchObject([{ from: 'live' }])
})

test('a value is known by its port, and only while its run goes on', () => {
  const provenance = createProvenance()
  provenance.made('live', 'run_1/look', { inputs: {}, outputs: { tempo: 120 } }, label)
  const from = portKey('run_1/look', 'tempo')
  expect(provenance.of(120, from)).toMatchObject([{ from: 'live', kind: 'value', name: 'TEMPO' }])
  expect(provenance.of(120, portKey('run_2/look', 'tempo'))).toEqual([])
  provenance.forget('run_1')
  expect(provenance.of(120, from)).toEqual([])
})

test('an event is its application’s, also for what waited for it', () => {
  const provenance = createProvenance()
  const event = { topic: 'live.locator.passed', at: 1, data: {} }
  expect(provenance.of(event, null)).toMatchObject([{ from: 'live', kind: 'event', name: event.topic }])
  expect(provenance.of({ ...event, topic: 'door.opened' }, null)).toEqual([])
  provenance.passed('run_1/wait', { event, out: sound }, [], null)
  expect(provenance.of(sound, portKey('run_1/wait', 'out'))).toMatchObject([{ from: 'live', kind: 'event' }])
})

test('knows the newest five thousand files', () => {
  const provenance = createProvenance()
  const nth = (n: number) => ({ ...sound, artifactId: String(n).padStart(64, '0') })
  for (let n = 0; n <= 5000; n++)
    provenance.made('live', `run_1/${n}`, { inputs: {}, outputs: { audio: nth(n) } }, label)
  expect(provenance.of(nth(0), null)).toEqual([])
  expect(provenance.of(nth(1), null)).toHaveLength(1)
})
