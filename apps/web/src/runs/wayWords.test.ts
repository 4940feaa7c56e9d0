import { expect, test } from 'vitest'
import { wayWords } from './wayWords.ts'

test('the way to a step inside reads from the outside in', () => {
  const songs = { step: 'Songs', item: 'kick.wav' }
  expect(wayWords([songs, { step: 'Film', item: null }])).toBe('Songs · kick.wav › Film')
  expect(wayWords([])).toBe('')
})
