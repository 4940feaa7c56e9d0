import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { makesFile } from '../../commandFile.ts'
import { SourceName } from './scene.ts'

/** Writes what a source or scene shows now as a PNG file. */
export const takeScreenshot = defineCommand({
  app: 'obs',
  command: 'source.screenshot',
  title: 'Picture of a source',
  description: 'Writes what a source or a scene shows now as a PNG file.',
  args: z.strictObject({
    /** Null for the scene on air. */
    source: SourceName.nullable().default(null),
    /** Pixels, 8–4096; null for the source's own width. The height follows. */
    width: z.number().int().min(8).max(4096).nullable().default(null).meta({ title: 'Width' }),
    path: makesFile('image', 'screenshot.png', 'Picture'),
  }),
  result: z.object({ path: z.string(), source: z.string(), bytes: z.number().int() }),
  effects: 'read',
  idempotent: true,
  cancellable: 'immediate',
})
