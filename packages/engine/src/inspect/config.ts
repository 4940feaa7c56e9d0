import { z } from 'zod'

const Named = z.union([
  z.string().transform((type) => ({ type, params: {} })),
  z.object({ type: z.string(), params: z.record(z.string(), z.json()).default({}) }),
])

/** One or several of something, as XState takes them. */
const many = <T extends z.ZodType>(one: T) =>
  z.union([z.array(one), one.transform((value) => [value])]).default([])

const Transition = z.union([
  z.string().transform((target) => ({ target, guard: undefined, actions: [], reenter: false })),
  z.object({
    target: z.string().optional(),
    guard: Named.optional(),
    actions: many(Named),
    reenter: z.boolean().default(false),
  }),
])

/** One state of a machine of ours: they are flat. */
const State = z.strictObject({
  type: z.literal('final').optional(),
  entry: many(Named),
  exit: many(Named),
  always: many(Transition),
  on: z.record(z.string(), many(Transition)).default({}),
})

/** A stored machine config, as far as it is drawn. */
export const MachineConfig = z.object({
  id: z.string(),
  initial: z.string(),
  states: z.record(z.string(), State),
})
export type MachineConfig = z.infer<typeof MachineConfig>
export type Transition = z.infer<typeof Transition>
export type Named = z.infer<typeof Named>
