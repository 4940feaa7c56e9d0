import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { template } from './template.ts'

test('a template fills the places it has data for and keeps the others', async () => {
  const filled = await testBench().run(template, {
    params: { template: '{title} by {artist}, {missing}' },
    inputs: { data: { title: 'Ripple', artist: 'Ada', other: 1 } },
  })
  expect(filled).toEqual({ text: 'Ripple by Ada, {missing}' })
})

test('data is text and never a template', async () => {
  const filled = await testBench().run(template, {
    params: { template: '{a}' },
    inputs: { data: { a: '{b}', b: 'no' } },
  })
  expect(filled).toEqual({ text: '{b}' })
})

test('a single value goes where {value} stands', async () => {
  expect(
    await testBench().run(template, { params: { template: '{value} bpm' }, inputs: { data: 124 } }),
  ).toEqual({
    text: '124 bpm',
  })
})
