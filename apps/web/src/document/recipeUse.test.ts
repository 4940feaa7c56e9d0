import { expect, it } from 'vitest'
import { catalogue, sample } from '../testing/fixtures.ts'
import { lostPorts, recipeUse } from './recipeUse.ts'

it('makes a face of a recipe: what it takes, and what it gives by the ports that give it', () => {
  const inputs = sample.inputs.map((input) => ({ ...input, required: true, default: 60 }))
  expect(recipeUse({ ...sample, inputs }, 3, catalogue)).toEqual({
    id: 'rcp_test',
    version: 3,
    name: 'Test',
    inputs: [{ key: 'rate', label: 'Rate', type: 'number', required: false }],
    outputs: [{ key: 'scene', label: 'scene', type: 'scene' }],
  })
})

it('says which ports another version does not have', () => {
  const before = recipeUse(sample, 1, catalogue)
  expect(lostPorts(before, recipeUse({ ...sample, outputs: [] }, 2, catalogue))).toBe(
    'It has no scene any more.',
  )
  expect(lostPorts(before, before)).toBe('')
})
