import { z } from 'zod'

/** Every bridge tells this topic whenever something in it changes, with one key, so that the newest counts. */
export const documentTopic = 'app.document'

/**
 * What an application has open and where it is. What an application does not have (Live has no frames) is null.
 * While it plays, the position is told about four times a second.
 */
export const AppDocument = z.object({
  name: z.string().max(400),
  path: z.string().max(4000).nullable(),
  /** Null where the application does not say. */
  unsaved: z.boolean().nullable(),
  playing: z.boolean().nullable(),
  /** Beats per minute. */
  tempo: z.number().positive().nullable(),
  meter: z.object({ num: z.number().int(), den: z.number().int() }).nullable(),
  /** Position in beats, seconds and frames from the start of the document. */
  beats: z.number().nullable(),
  sec: z.number().nullable(),
  frame: z.number().nullable(),
  fps: z.number().positive().nullable(),
  /** A few counts and names worth showing: `{ Tracks: 12 }`. */
  facts: z.record(z.string().max(60), z.union([z.string().max(200), z.number()])).default({}),
})
export type AppDocument = z.infer<typeof AppDocument>
