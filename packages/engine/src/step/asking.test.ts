import { describe, expect, test } from 'vitest'
import { asksOf } from '../testing/events.ts'
import { recipeOf } from '../testing/recipe.ts'
import { jobsIn, talkTo, timersIn } from '../testing/talk.ts'
import type { Effect } from '../types.ts'

const given = (effects: readonly Effect[]) => effects.find((effect) => effect.t === 'job')

const asking = (type: string, what: keyof typeof asksOf) => {
  const talk = talkTo(recipeOf({ a: {}, w: { type, from: { in: 'a' } } }))
  talk.start()
  talk.succeed('a')
  const asked = talk.succeed('w', 1, { asks: asksOf[what], outputs: 'shown' })
  return { ...talk, asked }
}

describe('a step that waits', () => {
  test('for a moment sets a timer, and goes on with a second job when it comes', () => {
    const talk = asking('flow.wait', 'time')
    expect(timersIn(talk.asked)).toMatchObject([{ timer: 'due', at: 5000 }])
    expect(talk.view('w')).toMatchObject({ status: 'waiting', asks: { for: 'time', at: 5000 } })
    expect(talk.status()).toBe('running')
    const [timer] = timersIn(talk.asked)
    const due = talk.node('w', { type: 'TIMER', id: 'due', epoch: timer?.epoch ?? -1 })
    expect(given(due)).toMatchObject({ attempt: 2, given: { event: null } })
    talk.succeed('w', 2)
    expect([talk.view('w')?.asks, talk.status()]).toEqual([null, 'succeeded'])
  })

  test('for an event hears only of its own topic', () => {
    const talk = asking('flow.wait', 'event')
    expect(timersIn(talk.asked)).toEqual([])
    expect(jobsIn(talk.node('w', { type: 'SIGNAL', topic: 'osc.stop', at: 7, data: 1 }))).toEqual([])
    const heard = talk.node('w', { type: 'SIGNAL', topic: 'osc.go', at: 7, data: [1, 2] })
    expect(given(heard)).toMatchObject({ given: { event: { topic: 'osc.go', at: 7, data: [1, 2] } } })
  })

  test('holds what it heard while the run is paused', () => {
    const talk = asking('flow.wait', 'event')
    talk.run({ type: 'PAUSE' })
    expect(jobsIn(talk.node('w', { type: 'SIGNAL', topic: 'osc.go', at: 7, data: 1 }))).toEqual([])
    expect(given(talk.run({ type: 'RESUME' }))).toMatchObject({ nodeId: 'w', given: { event: { data: 1 } } })
  })
})

describe('a step that asks a person', () => {
  test('makes the run wait, takes an answer to what it shows, and drops its deadline', () => {
    const talk = asking('flow.approve', 'answer')
    expect(timersIn(talk.asked)).toMatchObject([{ timer: 'due', at: 5000 }])
    expect(talk.view('w')).toMatchObject({ status: 'waiting', outputs: 'shown', reason: 'Is this good?' })
    expect(talk.status()).toBe('waiting')
    expect(talk.node('w', { type: 'ANSWER', outputs: 'something else', answer: 'yes' })).toEqual([])
    const answered = talk.node('w', { type: 'ANSWER', outputs: 'shown', answer: 'yes' })
    expect(given(answered)).toMatchObject({ attempt: 2, given: { answer: 'yes' } })
    expect(answered).toContainEqual(expect.objectContaining({ t: 'untimer', timer: 'due' }))
    expect(talk.status()).toBe('running')
    expect(talk.node('w', { type: 'ANSWER', outputs: 'shown', answer: 'no' })).toEqual([])
    talk.succeed('w', 2, { ports: ['approved', 'answer'] })
    expect(talk.status()).toBe('succeeded')
  })

  test('goes on without an answer at its deadline', () => {
    const talk = asking('flow.approve', 'answer')
    const [timer] = timersIn(talk.asked)
    const due = talk.node('w', { type: 'TIMER', id: 'due', epoch: timer?.epoch ?? -1 })
    expect(given(due)).toMatchObject({ given: { answer: null } })
  })

  test('ends with its run', () => {
    const talk = asking('flow.approve', 'answer')
    expect(talk.run({ type: 'CANCEL' })).toContainEqual(
      expect.objectContaining({ t: 'untimer', timer: 'due' }),
    )
    expect([talk.statusOf('w'), talk.status()]).toEqual(['cancelled', 'cancelled'])
  })
})
