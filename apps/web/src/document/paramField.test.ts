import { NodeTypeInfo } from '@segue/protocol'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { typeNamed } from '../testing/fixtures.ts'
import { blank, hasShape, paramProblem } from './fieldValue.ts'
import { paramFields, portTypeOf } from './paramField.ts'

const fieldsOf = (params: z.ZodObject) =>
  paramFields(
    NodeTypeInfo.parse({
      ...typeNamed('channels.smooth'),
      params: JSON.parse(JSON.stringify(z.toJSONSchema(params, { io: 'input' }))),
    }),
  )

it('reads the schema that a node type is written in', () => {
  const fields = fieldsOf(
    z.strictObject({
      fadeInSec: z.number().min(0).max(10).default(0.5).meta({ unit: 's' }),
      frames: z.number().int().default(1),
      look: z.enum(['ripple', 'grid']).default('ripple').meta({ title: 'Look' }),
      title: z.string().max(80).default('').meta({ widget: 'textarea' }),
      until: z.number().nullable().default(null),
      loud: z.boolean().default(true),
      sound: z.object({ artifactId: z.string(), mime: z.string() }).nullable().default(null),
      map: z.array(z.object({ channel: z.string(), amount: z.number().default(1) })).default([]),
      fps: z.union([z.number().min(1), z.string().max(20)]).default(24),
      extra: z.json().default(null),
    }),
  )
  expect(fields.map(({ key, kind }) => [key, kind])).toEqual([
    ['fadeInSec', 'number'],
    ['frames', 'number'],
    ['look', 'choice'],
    ['title', 'text'],
    ['until', 'number'],
    ['loud', 'boolean'],
    ['sound', 'file'],
    ['map', 'list'],
    ['fps', 'mixed'],
    ['extra', 'json'],
  ])
  const [fade, frames, , , until, , , map] = fields
  expect(fade).toMatchObject({ title: 'Fade in sec', unit: 's', min: 0, max: 10, default: 0.5 })
  expect(frames).toMatchObject({ integer: true, min: null, max: null })
  expect(until).toMatchObject({ nullable: true, required: false })
  expect(map?.element?.fields.map(({ key }) => key)).toEqual(['channel', 'amount'])
})

it('says in words what does not fit', () => {
  const [rate, window] = paramFields(typeNamed('audio.analyze'))
  if (!rate || !window) throw new Error('The test type has two params.')
  expect(paramProblem(rate, 60)).toBe('')
  expect(paramProblem(rate, 0)).toBe('The least is 1.')
  expect(paramProblem(rate, 1.5)).toBe('This must be a whole number.')
  expect(paramProblem(window, 'medium')).toBe('Choose one of short, long.')
})

it('knows what a param carries when it becomes a port', () => {
  const [rate, window] = paramFields(typeNamed('audio.analyze'))
  expect([rate, window].map((field) => field && portTypeOf(field))).toEqual(['number', 'text'])
})

it('finds a form for what commands of applications take', () => {
  const [to, values, size, note, sends, way] = fieldsOf(
    z.strictObject({
      to: z.union([
        z.strictObject({ category: z.enum(['master', 'none']) }),
        z.strictObject({ track: z.string().meta({ title: 'Track' }) }),
      ]),
      values: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.number())])),
      size: z.tuple([z.number(), z.number()]),
      note: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(4),
      sends: z.array(z.number().min(0).nullable()).default([]),
      way: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('channel'), op: z.string() }),
        z.strictObject({ by: z.literal('timeline') }),
      ]),
    }),
  )
  expect([to, values, size, note, sends, way].map((field) => field?.kind)).toEqual([
    'union',
    'map',
    'tuple',
    'choice',
    'list',
    'union',
  ])
  expect(to?.fields.map(({ title }) => title)).toEqual(['Category', 'Track'])
  expect(way?.fields.map(({ title }) => title)).toEqual(['Channel', 'Timeline'])
  expect(values?.element?.kind).toBe('mixed')
  expect(sends?.element).toMatchObject({ kind: 'number', nullable: true })
  expect(note && [portTypeOf(note), paramProblem(note, 3)]).toEqual(['number', 'Choose one of 1, 2, 4.'])
  expect(way && [blank(way), hasShape(way, { by: 'timeline' })]).toEqual([{ by: 'channel', op: '' }, true])
  expect(way && paramProblem(way, { by: 'other' })).toBe('Choose one of the forms.')
  expect(to && paramProblem(to, { track: 5 })).toBe('Choose one of the forms.')
  expect(sends && paramProblem(sends, [0.5, null, -1])).toBe('3: The least is 0.')
})
