import type { ControlKind, PortType } from '@segue/protocol'
import { z } from 'zod'
import type { NodeTypeLike, PortLike } from '../nodeTypeLike.ts'

const port = (type: PortType, required = true): PortLike => ({ type, label: type, required })

const base = { version: 1, effects: [], repeatable: true, cacheable: true, lane: 'local' } as const

const controls: Record<ControlKind, z.ZodRawShape> = {
  branch: { cases: z.array(z.looseObject({ key: z.string() })).default([]) },
  merge: { inputs: z.number().default(2) },
  collect: { inputs: z.number().default(2) },
  race: { inputs: z.number().default(2) },
  onFailure: {},
  wait: {},
  approve: { mode: z.enum(['approve', 'pick']).default('approve') },
  map: { each: z.string().default(''), over: z.enum(['list', 'range']).default('list') },
  recipe: {},
}

/** One node type per way to steer a run: `flow.<kind>`; everything in them is a number. */
const steering = Object.entries(controls).map(
  ([kind, shape]): NodeTypeLike => ({
    ...base,
    id: `flow.${kind}`,
    title: kind,
    cacheable: false,
    control: kind as ControlKind,
    params: z.strictObject({ carries: z.string().default('number'), ...shape }),
    inputs: {},
    outputs: {},
  }),
)

/** A handful of node types with the shapes that matter to the engine. */
const list: NodeTypeLike[] = [
  {
    ...base,
    id: 'test.source',
    title: 'Source',
    params: z.strictObject({ level: z.number().min(0).max(1).default(1), tag: z.string().optional() }),
    inputs: {},
    outputs: { out: port('number') },
  },
  {
    ...base,
    id: 'test.join',
    title: 'Join',
    params: z.strictObject({ gain: z.number().default(1) }),
    inputs: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`in${i}`, port('number', false)])),
    outputs: { out: port('number') },
    passThrough: { out: 'in0' },
  },
  {
    ...base,
    id: 'test.need',
    title: 'Need',
    params: z.strictObject({ mode: z.enum(['fast', 'good']), limit: z.number().nullable().default(null) }),
    inputs: { in: port('number'), sound: port('audio', false) },
    outputs: { out: port('number'), curves: port('channels') },
    passThrough: { out: 'in' },
  },
  {
    ...base,
    id: 'test.once',
    title: 'Once',
    repeatable: false,
    cacheable: false,
    lane: 'live',
    params: z.strictObject({}),
    inputs: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`in${i}`, port('json', false)])),
    outputs: { out: port('json') },
  },
  {
    ...base,
    id: 'test.any',
    title: 'Any',
    params: z.strictObject({}),
    inputs: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`in${i}`, port('json', false)])),
    outputs: { out: port('json') },
    passThrough: { out: 'in0' },
  },
  {
    ...base,
    id: 'test.live',
    title: 'Live',
    effects: ['realtime'],
    params: z.strictObject({}),
    inputs: { in: port('number', false) },
    outputs: { out: port('number') },
  },
  {
    ...base,
    id: 'test.list',
    title: 'List',
    params: z.strictObject({}),
    inputs: {},
    outputs: { out: port('list<number>') },
  },
  {
    ...base,
    id: 'audio.analyze',
    title: 'Analyse audio',
    params: z.strictObject({}),
    inputs: { audio: port('audio') },
    outputs: { channels: port('channels') },
  },
  {
    ...base,
    id: 'test.curves',
    title: 'Curves',
    params: z.strictObject({}),
    inputs: { channels: port('channels', false), many: port('list<audio>', false) },
    outputs: { sound: port('audio') },
  },
]

export const testTypes = new Map([...list, ...steering].map((type) => [type.id, type]))
