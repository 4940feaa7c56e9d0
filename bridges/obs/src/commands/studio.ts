import { type CommandHandler, handle } from '@segue/bridge'
import { obs } from '@segue/protocol'
import { z } from 'zod'
import { answerOf, answerOrNull, kept, nothing, part, programOf } from '../asking.ts'
import type { ObsClient } from '../client.ts'

const Mode = z.object({ studioModeEnabled: z.boolean() })
const Active = z.object({ outputActive: z.boolean() })
const Version = z.object({
  obsVersion: z.string(),
  obsWebSocketVersion: z.string(),
  platform: z.string().default(''),
})
const Collection = z.object({ currentSceneCollectionName: z.string() })

/** OBS as a whole: what it is, and studio mode. */
export const studioCommands = (client: ObsClient): CommandHandler[] => [
  handle(obs.info, async (_, { signal }) => {
    const [version, collection, mode, record, stream, camera] = await client.batch(
      [
        part('GetVersion'),
        part('GetSceneCollectionList'),
        part('GetStudioModeEnabled'),
        part('GetRecordStatus'),
        part('GetStreamStatus'),
        part('GetVirtualCamStatus'),
      ],
      signal,
    )
    const { obsVersion, obsWebSocketVersion, platform } = answerOf(version, Version)
    return {
      version: obsVersion,
      webSocketVersion: obsWebSocketVersion,
      platform,
      sceneCollection: answerOf(collection, Collection).currentSceneCollectionName,
      studioMode: answerOf(mode, Mode).studioModeEnabled,
      recording: answerOf(record, Active).outputActive,
      streaming: answerOf(stream, Active).outputActive,
      virtualCamera: answerOrNull(camera, Active)?.outputActive ?? null,
    }
  }),
  handle(obs.setStudioMode, async ({ on }, { signal }) => {
    await client.request('SetStudioModeEnabled', { studioModeEnabled: on }, nothing, signal)
    const { studioModeEnabled } = await client.request('GetStudioModeEnabled', {}, Mode, signal)
    return { on: kept('Studio mode', on, studioModeEnabled) }
  }),
  handle(obs.triggerTransition, async (_, { signal }) => {
    await client.request('TriggerStudioModeTransition', {}, nothing, signal)
    return { program: await programOf(client, signal) }
  }),
]
