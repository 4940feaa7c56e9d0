import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import type { ChildResult } from '../defineNode.ts'
import { listItems, rangeItems } from './items.ts'

type Json = z.core.util.JSONType

const frame = (title: string, preset: number) =>
  z.number().int().min(-1_000_000).max(10_000_000).default(preset).meta({ title })

/** A value on an edge holds 64 KiB; the count of failed items always tells the whole. */
const maxFailures = 20

function reportOf(results: readonly ChildResult[]): Json {
  const failed = results.flatMap(({ name, status, failure }, item) =>
    status === 'succeeded' ? [] : [{ item, name, failure }],
  )
  const succeeded = results.length - failed.length
  return z.json().parse({ total: results.length, succeeded, failed: failed.slice(0, maxFailures) })
}

/** What each item gave at one output; items that gave nothing are left out. */
const valuesOf = (results: readonly ChildResult[], key: string): Json[] =>
  results.flatMap(({ outputs }) => (Object.hasOwn(outputs, key) ? [outputs[key] ?? null] : []))

/** The same for each element of a list or each stretch of frames. */
export const map = defineControl({
  id: 'flow.map',
  version: 1,
  control: 'map',
  title: 'For each',
  summary: 'Does the same for every item of a list or every stretch of frames, several at a time.',
  keywords: ['map', 'loop', 'each', 'batch', 'list', 'repeat', 'parallel', 'frames', 'chunks'],
  params: z.strictObject({
    over: z
      .enum(['list', 'range'])
      .default('list')
      .meta({ title: 'Go through', description: 'The items of a list, or a range of frames in parts.' }),
    each: z.string().max(64).default('').meta({
      title: 'Each',
      description: 'The input inside that gets one item at a time.',
      widget: 'bodyInput',
    }),
    from: frame('From frame', 1),
    to: frame('To frame', 250),
    chunk: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .default(60)
      .meta({ title: 'Frames per part', unit: 'frames' }),
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(32)
      .default(4)
      .meta({ title: 'At a time', description: 'How many items run at once.' }),
    onFailure: z.enum(['stop', 'finish', 'keep']).default('stop').meta({
      title: 'If an item fails',
      description: 'Stop at once, finish the others and then fail, or go on with those that worked.',
    }),
  }),
  size: 'wide',
  inline: ['each', 'concurrency', 'onFailure'],

  async run({ params, inputs, given, ports, children }) {
    const { over, each, concurrency, onFailure } = params
    if (!('children' in given)) {
      const items = over === 'list' ? listItems(each, inputs) : rangeItems(params, inputs)
      return { outputs: {}, items, children: { concurrency, onFailure } }
    }
    const results = await children()
    const succeeded = results.filter(({ status }) => status === 'succeeded')
    const lists = Object.keys(ports.outputs)
      .filter((key) => key !== 'report')
      .map((key): [string, Json] => [key, valuesOf(succeeded, key)])
    return { outputs: { ...Object.fromEntries(lists), report: reportOf(results) } }
  },
})
