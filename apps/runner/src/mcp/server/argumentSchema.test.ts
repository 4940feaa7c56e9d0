import { RecipeInput } from '@segue/protocol'
import { expect, test } from 'vitest'
import { argumentSchema } from './argumentSchema.ts'

const schemaOf = (input: object) => {
  const whole = RecipeInput.parse({ key: 'x', label: 'It', to: [{ nodeId: 'a', port: 'in' }], ...input })
  const { properties } = argumentSchema({ inputs: [whole] }) as { properties: { x: unknown } } // it has this one
  return properties.x
}

test('numbers keep their limits, texts their choices, files are paths', () => {
  expect(schemaOf({ type: 'number', default: 24, limits: { min: 1, max: 60 }, help: 'Frames' })).toEqual({
    ...{ type: 'number', minimum: 1, maximum: 60, default: 24 },
    title: 'It',
    description: 'It. Frames',
  })
  expect(schemaOf({ type: 'text', limits: { options: ['a', 'b'] } })).toMatchObject({
    type: 'string',
    enum: ['a', 'b'],
  })
  expect(schemaOf({ type: 'list<number>', limits: { min: 0 } })).toMatchObject({
    type: 'array',
    items: { type: 'number', minimum: 0 },
  })
  expect(schemaOf({ type: 'audio' })).toMatchObject({
    type: 'string',
    description: expect.stringContaining('path'),
  })
  expect(schemaOf({ type: 'list<file>' })).toMatchObject({ type: 'array', items: { type: 'string' } })
})

test('any data may come as any data', () => {
  expect(JSON.stringify(schemaOf({ type: 'json' }))).not.toContain('$ref')
})

test('only what is required and has no default must be given', () => {
  const inputs = [{ key: 'a', required: true }, { key: 'b', required: true, default: 1 }, { key: 'c' }].map(
    (one) => RecipeInput.parse({ label: one.key, type: 'number', to: [{ nodeId: 'n', port: 'in' }], ...one }),
  )
  expect(argumentSchema({ inputs }).required).toEqual(['a'])
})
