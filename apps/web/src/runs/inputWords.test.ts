import { RecipeInput } from '@segue/protocol'
import { expect, test } from 'vitest'
import { inputWords } from './inputWords.ts'

const to = [{ nodeId: 'a', param: 'p' }]
const inputs = [
  { key: 'audio', label: 'Your track', type: 'audio', to },
  { key: 'title', label: 'Title', type: 'text', default: 'First Light', to },
  { key: 'format', label: 'Format', type: 'text', default: '16:9', to },
].map((input) => RecipeInput.parse(input))

test('a run is told by what was filled in, not by its defaults', () => {
  const audio = { artifactId: 'a'.repeat(64), mime: 'audio/wav', bytes: 1, name: 'swim.wav', meta: {} }
  expect(inputWords({ audio, title: 'First Light', format: '9:16' }, inputs)).toBe('swim.wav · Format 9:16')
})
