import { z } from 'zod'
import { defineCommand } from '../../command.ts'

const Marker = z.object({
  name: z.string(),
  /** Seconds from the start of the arrangement, at the present tempo. */
  sec: z.number(),
  beats: z.number(),
  /** Whether Segue set it. */
  ours: z.boolean(),
})

/** All locators with their seconds. */
export const listMarkers = defineCommand({
  app: 'live',
  command: 'markers.list',
  title: 'List markers',
  description:
    'The locators of the arrangement in seconds at the present tempo, and which of them Segue set.',
  args: z.strictObject({}),
  result: z.object({ markers: z.array(Marker) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Sets locators, such as the markers of a film. Replaces only locators that Segue set before. */
export const setMarkers = defineCommand({
  app: 'live',
  command: 'markers.set',
  title: 'Set markers',
  description:
    'Sets locators at seconds in place of those that Segue set before; where a locator of yours is, none is set. Only while Live is stopped.',
  args: z.strictObject({
    markers: z
      .array(z.object({ name: z.string().min(1).max(200), sec: z.number().min(0).max(86_400) }))
      .max(500)
      .meta({ title: 'Markers', description: 'Name and seconds from the start of the arrangement.' }),
  }),
  result: z.object({ markers: z.array(Marker) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})
