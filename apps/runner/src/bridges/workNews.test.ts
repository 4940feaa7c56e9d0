import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { createWorkNews, type WorkNews } from './workNews.ts'

let waiting: number
let heard: string[]
let news: WorkNews
beforeEach(() => {
  waiting = 0
  heard = []
  const note = (what: string) => () => void heard.push(`${what} ${waiting > 0 ? 'busy' : 'idle'}`)
  news = createWorkNews(() => waiting > 0, { tell: note('tell'), show: note('show') })
})
const become = (count: number) => {
  waiting = count
  news.look()
}

test('work that comes and ends is told at the end of its turn', async () => {
  become(1)
  become(2)
  expect(heard).toEqual([])
  await turn()
  expect(heard).toEqual(['tell busy', 'show busy'])
  become(0)
  await turn()
  expect(heard).toEqual(['tell busy', 'show busy', 'tell idle', 'show idle'])
})

test('between two commands in a row nothing is told', async () => {
  become(1)
  await turn()
  become(0)
  become(1)
  await turn()
  expect(heard).toEqual(['tell busy', 'show busy'])
})

test('whoever asks in the middle of a turn gets what is so, and the others hear of it once', async () => {
  become(1)
  news.settle()
  expect(heard).toEqual(['tell busy'])
  await turn()
  expect(heard).toEqual(['tell busy', 'show busy'])
})

test('nothing is told after the end', async () => {
  become(1)
  news.stop()
  await turn()
  expect(heard).toEqual([])
})
