import { expect, test } from 'vitest'
import { createPair, type Playable } from './reviewPair.ts'

function take(duration: number): Playable {
  const element: Playable = {
    ...{ currentTime: 0, duration, muted: false, paused: true },
    play: async () => Object.assign(element, { paused: false }) && undefined,
    pause: () => void Object.assign(element, { paused: true }),
  }
  return element
}

function lab(...durations: number[]) {
  const heard: { at: number; playing: boolean }[] = []
  const pair = createPair((now) => heard.push(now))
  const takes = durations.map(take)
  for (const [index, element] of takes.entries()) pair.put(index, element)
  return { pair, heard, takes }
}

const states = (takes: Playable[]) =>
  takes.map(({ currentTime, muted, paused }) => ({ currentTime, muted, paused }))

test('both play together, and one is heard', () => {
  const { pair, takes, heard } = lab(10, 10)
  pair.toggle()
  expect(states(takes)).toEqual([
    { currentTime: 0, muted: false, paused: false },
    { currentTime: 0, muted: true, paused: false },
  ])
  expect(heard.at(-1)).toEqual({ at: 0, playing: true })
  pair.toggle()
  expect(takes.map(({ paused }) => paused)).toEqual([true, true])
})

test('the other is heard from where the first one was', () => {
  const { pair, takes } = lab(10, 10)
  pair.toggle()
  const [first, second] = takes
  if (first) first.currentTime = 4
  if (second) second.currentTime = 3.5
  pair.hear(1)
  expect(states(takes)).toEqual([
    { currentTime: 4, muted: true, paused: false },
    { currentTime: 4, muted: false, paused: false },
  ])
})

test('one that drifts is brought back, one that is close is left alone', () => {
  const { pair, takes } = lab(10, 10, 10)
  const [first, second, third] = takes
  pair.toggle()
  if (first) first.currentTime = 5
  if (second) second.currentTime = 5.02
  if (third) third.currentTime = 5.2
  pair.align()
  expect(takes.map(({ currentTime }) => currentTime)).toEqual([5, 5.02, 5])
})

test('a shorter one waits at its end', () => {
  const { pair, takes } = lab(10, 4)
  pair.seek(7)
  expect(takes.map(({ currentTime }) => currentTime)).toEqual([7, 4])
  pair.toggle()
  takes[1]?.pause()
  pair.align()
  expect(states(takes)[1]).toEqual({ currentTime: 4, muted: true, paused: true })
})
