import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { OpFact, OpHandle } from './handle.ts'

const parent = OpHandle.default({ path: '/project1', id: null })
const Marker = z.object({
  name: z.string(),
  /** Seconds from the first frame of the timeline. */
  sec: z.number(),
  /** Whether Segue set it. */
  ours: z.boolean(),
})

/** The markers in the component `segue`. TouchDesigner itself has none. */
export const listMarkers = defineCommand({
  app: 'td',
  command: 'markers.list',
  title: 'List markers',
  description:
    'The rows of the table `markers` in the component `segue`, first to last; none while it is not there.',
  args: z.strictObject({ parent }),
  result: z.object({ markers: z.array(Marker) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Sets markers, such as the locators of a song. Replaces only rows that Segue wrote before. */
export const setMarkers = defineCommand({
  app: 'td',
  command: 'markers.set',
  title: 'Set markers',
  description:
    'Keeps a table `markers` (name, sec, by) in the component `segue`, with these rows in place of those that Segue wrote before.',
  args: z.strictObject({
    parent,
    markers: z
      .array(z.object({ name: z.string().min(1).max(200), sec: z.number() }))
      .max(2000)
      .meta({ title: 'Markers', description: 'Name and seconds from the first frame of the timeline.' }),
  }),
  result: z.object({ table: OpFact, markers: z.array(Marker) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
