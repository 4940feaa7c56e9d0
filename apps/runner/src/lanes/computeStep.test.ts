import { mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import type { Attempt, Hooks } from './attempt.ts'
import { computing } from './computeStep.ts'
import { runStep } from './runStep.ts'

const attempt = (type: string, given: Partial<Attempt> = {}): Attempt => ({
  ...{ runId: 'run_a', nodeId: 'a', attempt: 1, type, version: 1, lane: 'local', params: {}, inputs: {} },
  ...{ given: {}, ports: null, feeders: {}, now: 5000, workDir: '/nowhere', outFolder: '/nowhere' },
  ...{ unattended: false, marks: [], ...given },
})
const branchPorts: Attempt['ports'] = {
  inputs: {
    value: { type: 'json', label: 'Value', required: true },
    data: { type: 'list<number>', label: 'Data', required: false },
  },
  outputs: { high: { type: 'json', label: 'High', optional: true, required: false } },
}
const stored = { artifactId: 'a'.repeat(64), mime: mimeTypes.list, bytes: 10, name: 'n.list.json', meta: {} }
const branch = (inputs: Attempt['inputs']) =>
  attempt('flow.branch', {
    params: { cases: [{ key: 'high', test: 'above', value: 5 }] },
    ports: branchPorts,
    inputs,
  })

test.each([
  attempt('text.template', { params: { template: '{value}!' }, inputs: { data: 5 } }),
  attempt('text.template', { params: { template: 'no' }, inputs: { template: 'yes' } }),
  attempt('flow.wait', { params: { seconds: 3 } }),
  branch({ value: 9 }),
  branch({ value: 9, data: [1, 2] }),
  branch({ value: 9, data: stored }),
])('$type comes to the same as when it is run', async (one) => {
  const said: string[] = []
  const hooks = { log: (text: string) => void said.push(text) } as unknown as Hooks // all that these ask for
  const computed = computing.compute(one)
  expect(computed?.done).toEqual(await runStep(one, hooks, new AbortController().signal))
  expect(computed?.notes.map(({ text }) => text)).toEqual(said)
  expect(computing.can(one)).toBe(true)
})

test('what waits for something, is of another version, or not here at all, is not computed', () => {
  for (const type of ['flow.map', 'studio.context', 'file.deliver', 'no.such'])
    expect([type, computing.can({ type, version: 1 })]).toEqual([type, false])
  expect(computing.can({ type: 'text.template', version: 99 })).toBe(false)
})

test('what fails, or does not fit an edge as it is, is left to be run', () => {
  expect(computing.compute(attempt('text.template', { params: { template: 5 } }))).toBe(null)
  expect(computing.compute(attempt('flow.merge', { ports: branchPorts }))).toBe(null)
  const long = { params: { template: '{value}{value}' }, inputs: { data: 'x'.repeat(40_000) } }
  expect(computing.compute(attempt('text.template', long))).toBe(null)
})
