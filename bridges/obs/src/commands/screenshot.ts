import { rename, rm, writeFile } from 'node:fs/promises'
import { type CommandHandler, handle } from '@segue/bridge'
import { obs } from '@segue/protocol'
import { z } from 'zod'
import { programOf } from '../asking.ts'
import type { ObsClient } from '../client.ts'
import { unexpected } from '../failure.ts'

const Picture = z.object({ imageData: z.string() })
const prefix = 'data:image/png;base64,'

/** Pictures of sources. OBS sends the bytes and Segue writes the file, so OBS may be on another machine. */
export const screenshotCommands = (client: ObsClient): CommandHandler[] => [
  handle(obs.takeScreenshot, async ({ source, width, path }, { signal }) => {
    const sourceName = source ?? (await programOf(client, signal))
    const size = width === null ? {} : { imageWidth: width }
    const data = { sourceName, imageFormat: 'png', ...size }
    const { imageData } = await client.request('GetSourceScreenshot', data, Picture, signal)
    if (!imageData.startsWith(prefix)) throw unexpected('OBS sent a picture that is no PNG.')
    const bytes = Buffer.from(imageData.slice(prefix.length), 'base64')
    const unfinished = `${path}.part`
    try {
      await writeFile(unfinished, bytes, { signal })
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    return { path, source: sourceName, bytes: bytes.length }
  }),
]
