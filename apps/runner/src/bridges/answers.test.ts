import { documentTopic, failureOf } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import { type Answers, createAnswers } from './answers.ts'
import type { Answer } from './calls.ts'
import type { EventListener } from './subscriptions.ts'
import { testCommand } from './testLine.ts'

const look = { ...testCommand('test.look'), effects: 'read', keepMs: 500 } as const
const plain = { ...testCommand('test.plain'), effects: 'read' } as const
const write = testCommand('test.write')

let asked: { command: string; answer: PromiseWithResolvers<Answer> }[]
let tell: (data: object) => void
let answers: Answers
let time: number
let peer: { session: string }
beforeEach(() => {
  asked = []
  time = 0
  peer = { session: 'one' }
  const line = {
    get peer() {
      return peer
    },
    call({ command }: { command: string }) {
      const answer = Promise.withResolvers<Answer>()
      asked.push({ command, answer })
      return answer.promise
    },
    subscriptions: {
      add(topic: string, listener: EventListener) {
        tell = (data) => listener({ topic, seq: 1, key: undefined, data })
        expect(topic).toBe(documentTopic)
        return () => {}
      },
    },
  } as unknown as Parameters<typeof createAnswers>[0] // no more is asked of a line
  answers = createAnswers(line, () => time)
})

const reply = (at: number) => asked[at]?.answer.resolve({ value: at, artifacts: [], warnings: [] })
const ask = async (spec: typeof look | typeof plain | typeof write, args: object = {}) => {
  const before = asked.length
  const answer = answers.call(spec, args, {})
  if (asked.length > before) reply(before)
  return (await answer).value
}
const document = {
  ...{ name: 'a', path: null, unsaved: false, playing: true, tempo: 120, meter: null },
  ...{ beats: 1, sec: 1, frame: 1, fps: null },
}

test('an answer is given again for a while, to the same question only', async () => {
  expect([await ask(look), await ask(look)]).toEqual([0, 0])
  expect(await ask(look, { of: 'another' })).toBe(1)
  time = 500
  expect(await ask(look)).toBe(2)
  expect([await ask(plain), await ask(plain)]).toEqual([3, 4])
})

test('a question that is under way is asked once, and one who stops waiting takes it from nobody', async () => {
  const impatient = new AbortController()
  const first = answers.call(look, {}, { signal: impatient.signal }).then(() => null, failureOf)
  const second = answers.call(look, {}, {})
  impatient.abort()
  expect(await first).toMatchObject({ code: 'bridge.cancelled' })
  reply(0)
  expect((await second).value).toBe(0)
  expect(asked).toHaveLength(1)
})

test('what changes something makes forget, from its beginning to its end', async () => {
  await ask(look)
  const writing = answers.call(write, {}, {})
  expect(await ask(look)).toBe(2)
  reply(1)
  await writing
  expect(await ask(look)).toBe(3)
})

test('another document makes forget; that it plays on does not', async () => {
  tell(document)
  await ask(look)
  tell({ ...document, beats: 2, sec: 2, frame: 2 })
  expect(await ask(look)).toBe(0)
  tell({ ...document, unsaved: true })
  expect(await ask(look)).toBe(1)
})

test('a new session and a failure are never answered from memory', async () => {
  await ask(look)
  peer = { session: 'two' }
  expect(await ask(look)).toBe(1)
  const failing = answers.call(look, { of: 'it' }, {}).then(() => null, failureOf)
  asked[2]?.answer.reject(new Error('no'))
  await failing
  expect(await ask(look, { of: 'it' })).toBe(3)
})

test('memory is bounded', async () => {
  for (let of = 0; of < 40; of++) await ask(look, { of })
  expect(await ask(look, { of: 39 })).toBe(39)
  expect(await ask(look, { of: 0 })).toBe(40)
})
