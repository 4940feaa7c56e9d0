import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recipeOf } from '../testing/recipe.ts'
import { checkInputs } from './checkInputs.ts'

const recipe = recipeOf(
  { a: { type: 'test.source' } },
  {
    inputs: [
      {
        key: 'fps',
        label: 'Frame rate',
        type: 'number',
        default: 24,
        limits: { min: 1, max: 120 },
        to: to('level'),
      },
      {
        key: 'look',
        label: 'Look',
        type: 'text',
        required: true,
        limits: { options: ['ripple', 'rings'] },
        to: to('tag'),
      },
      { key: 'sound', label: 'Sound', type: 'audio', to: to('tag') },
      { key: 'cuts', label: 'Cuts', type: 'list<number>', limits: { min: 0 }, to: to('tag') },
    ],
  },
)

function to(param: string) {
  return [{ nodeId: 'a', param }]
}

const codes = (given: unknown) => checkInputs(recipe, given).failures.map(({ code }) => code)

test('defaults fill what is not given; optional inputs without default stay absent', () => {
  expect(checkInputs(recipe, { look: 'ripple' })).toEqual({
    values: { fps: 24, look: 'ripple' },
    failures: [],
  })
})

test('an explicit null takes a default away', () => {
  expect(checkInputs(recipe, { fps: null, look: 'ripple' })).toEqual({
    values: { look: 'ripple' },
    failures: [],
  })
})

test('what is missing, unknown, of the wrong type or beyond its limits is named', () => {
  expect(codes({})).toEqual(['input.missing'])
  expect(codes({ look: 'ripple', fsp: 25 })).toEqual(['input.unknown'])
  expect(codes({ look: 'ripple', fps: '24' })).toEqual(['input.invalid'])
  expect(codes({ look: 'ripple', fps: 0 })).toEqual(['input.invalid'])
  expect(codes({ look: 'ripple', fps: 121 })).toEqual(['input.invalid'])
  expect(codes({ look: 'cubes' })).toEqual(['input.invalid'])
  expect(codes({ look: 'ripple', sound: '/etc/passwd' })).toEqual(['input.invalid'])
  expect(codes({ look: 'ripple', cuts: [1, -1] })).toEqual(['input.invalid'])
  expect(codes({ toString: 1, look: 'ripple' })).toEqual(['input.unknown'])
  expect(codes(JSON.parse('{"look":"ripple","__proto__":{"fps":1}}'))).toEqual(['document.key'])
  expect(codes(null)).toEqual(['input.not_object'])
})

test('any value gives a list of failures and never an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      expect(codes(given).length).toBeGreaterThan(0)
    }),
  )
})
