import { AppDocument, type AppHappening, documentTopic } from '@segue/protocol'
import { z } from 'zod'

/** What an application told, as far as a trigger wants to know. */
export interface Told {
  name: string | null
  data: unknown
  /** A file on the machine of the application. */
  path: string | null
  /** Why it does not count, or null. */
  refusal: string | null
}

interface Facts {
  /** What the bridge of the application calls it. */
  topic: string
  /** Null for what is not understood. */
  read(data: unknown): Told | null
}

const Saved = z.object({ name: z.string(), path: z.string().nullable().default(null) })
const Locator = z.object({ name: z.string(), beats: z.number() })
const Rendered = z.object({ scene: z.string(), whole: z.boolean(), frames: z.number() })
const Custom = z.object({ name: z.string().max(200), value: z.json().default(null) })

const reader =
  <T>(schema: z.ZodType<T>, tell: (read: T) => Partial<Told>) =>
  (data: unknown): Told | null => {
    const read = schema.safeParse(data)
    return read.success ? { name: null, data: null, path: null, refusal: null, ...tell(read.data) } : null
  }

const saved = reader(Saved, ({ name, path }) => ({ name, path }))
const moved = reader(AppDocument, ({ name, tempo, sec, beats }) => ({ name, data: { tempo, sec, beats } }))

/** How applications tell what happens in them. */
export const happeningFacts: Readonly<Record<AppHappening, Facts>> = {
  'set.saved': { topic: 'set.saved', read: saved },
  'file.saved': { topic: 'file.saved', read: saved },
  'locator.passed': {
    topic: 'locator.passed',
    read: reader(Locator, ({ name, beats }) => ({ name, data: { beats } })),
  },
  'transport.started': { topic: documentTopic, read: moved },
  'transport.stopped': { topic: documentTopic, read: moved },
  'render.finished': {
    topic: 'render.finished',
    read: reader(Rendered, ({ scene, whole, frames }) => ({
      ...{ name: scene, data: { frames } },
      refusal: whole ? null : 'the render was cancelled',
    })),
  },
  custom: { topic: 'custom', read: reader(Custom, ({ name, value }) => ({ name, data: value })) },
}
