import { expect, test } from 'vitest'
import { createHistory } from './history.ts'

const record = (command: string) => ({
  command,
  title: command,
  effects: 'read' as const,
  at: 0,
  tookMs: 1,
  outcome: 'ok',
})

test('keeps the newest hundred calls and states, newest first', () => {
  const history = createHistory(() => 7)
  for (let n = 0; n < 150; n++) {
    history.call(record(`command.${n}`), n)
    history.state(`state ${n}`, '')
  }
  const { calls, events } = history.facts()
  expect([calls.length, calls[0]?.command, calls.at(-1)?.command]).toEqual([100, 'command.149', 'command.50'])
  expect([events.length, events[0]]).toEqual([100, { at: 7, state: 'state 149', detail: '' }])
})

test('a state that goes on is noted once, with another detail again', () => {
  const history = createHistory(() => 0)
  for (const detail of ['', '', 'silent', 'silent']) history.state('connected', detail)
  expect(history.facts().events.map(({ detail }) => detail)).toEqual(['silent', ''])
})

test('a call that was never sent tells nothing about round trips', () => {
  const history = createHistory(() => 0)
  history.call(record('a'), null)
  expect(history.facts().latency).toBeNull()
  for (let n = 1; n <= 100; n++) history.call(record('a'), n)
  expect(history.facts().latency).toEqual({ p50: 51, p99: 100 })
})

test('says what the application works on until it is free', () => {
  const history = createHistory(() => 0)
  history.works({ title: 'Render frames', since: 12 })
  expect(history.facts().doing).toEqual({ title: 'Render frames', since: 12 })
  history.works(null)
  expect(history.facts().doing).toBeNull()
})
