import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asInput, inputsFrom, valueAt } from './pointer.ts'

const event = { body: { title: 'Night', 'a/b': { '~': [10, { deep: true }] } }, args: [] }

test.each([
  ['', event],
  ['/body/title', 'Night'],
  ['/body/a~1b/~0/0', 10],
  ['/body/a~1b/~0/1/deep', true],
  ['/body/none', undefined],
  ['/body/title/length', undefined],
  ['/args/0', undefined],
  ['/body/constructor', undefined],
  ['/__proto__/x', undefined],
])('%s points to its value', (pointer, value) => {
  expect(valueAt(event, pointer)).toEqual(value)
})

test('S21 what looks like a template comes out as it went in', () => {
  const strange = ['{{7*7}}', '=1+1', '$' + '{1}', '<%= 1 %>', '#{1}', '{"$ref":"x"}', '$(id)', '`id`']
  for (const text of strange)
    for (const type of ['text', 'number', 'boolean', 'json', 'file'] as const)
      expect(inputsFrom({ body: text }, { x: '/body' }, [{ key: 'x', type }])).toEqual({ x: text })
})

test.each([
  ['number', '3.5', 3.5],
  ['number', ' ', ' '],
  ['number', 'three', 'three'],
  ['number', true, 1],
  ['boolean', 1, true],
  ['boolean', 'false', false],
  ['boolean', 2, 2],
  ['text', 3, '3'],
  ['text', null, null],
] as const)('as %s, %j is %j', (type, value, read) => {
  expect(asInput(type, value)).toBe(read)
})

test('whatever comes, reading it never throws and makes nothing up', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.string()), (value, parts) => {
      const pointer = parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
      const found = valueAt(value as never, pointer)
      if (found !== undefined) expect(JSON.stringify(value)).toContain(JSON.stringify(found))
    }),
  )
})
