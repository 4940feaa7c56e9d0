import { expect, test } from 'vitest'
import { chapterText } from './chapters.ts'

const at = (sec: number, name: string) => ({ sec, name, beat: sec * 2 })

test('each locator is one line', () => {
  expect(chapterText([at(0, 'Intro'), at(61.4, 'Drop'), at(3725, 'Encore')], 'Set')).toBe(
    '00:00 Intro\n01:01 Drop\n1:02:05 Encore',
  )
})

test('the list starts at 00:00 even when no locator does', () => {
  expect(chapterText([at(30, 'Drop')], 'My Song')).toBe('00:00 My Song\n00:30 Drop')
  expect(chapterText([], 'My Song')).toBe('00:00 My Song')
})

test('a nameless locator is numbered, a second one in the same second is left out', () => {
  expect(chapterText([at(0, ''), at(0.4, 'Twin'), at(9, 'two\nlines')], 'S')).toBe(
    '00:00 Part 1\n00:09 two lines',
  )
})
