import { type CommandHandler, handle } from '@segue/bridge'
import { obs } from '@segue/protocol'
import { z } from 'zod'
import { answerOf, kept, nothing, part, programOf } from '../asking.ts'
import type { ObsClient } from '../client.ts'

const Scenes = z.object({
  currentProgramSceneName: z.string(),
  currentPreviewSceneName: z.string().nullish(),
  scenes: z.array(z.object({ sceneName: z.string(), sceneIndex: z.number() })),
})
const Items = z.object({
  sceneItems: z.array(z.object({ sourceName: z.string(), sceneItemEnabled: z.boolean() })),
})

/** Scenes and what lies in them. */
export const sceneCommands = (client: ObsClient): CommandHandler[] => [
  handle(obs.listScenes, async (_, { signal }) => {
    const list = await client.request('GetSceneList', {}, Scenes, signal)
    // OBS counts from the bottom up.
    const names = list.scenes.sort((a, b) => b.sceneIndex - a.sceneIndex).map(({ sceneName }) => sceneName)
    const parts = names.map((sceneName) => part('GetSceneItemList', { sceneName }))
    const items = names.length === 0 ? [] : await client.batch(parts, signal)
    return {
      program: list.currentProgramSceneName,
      preview: list.currentPreviewSceneName ?? null,
      scenes: names.map((name, index) => ({
        name,
        sources: answerOf(items[index], Items)
          .sceneItems.map(({ sourceName, sceneItemEnabled }) => ({
            name: sourceName,
            visible: sceneItemEnabled,
          }))
          .reverse(),
      })),
    }
  }),
  handle(obs.setScene, async ({ scene, on }, { signal }) => {
    const where = on === 'program' ? 'Program' : 'Preview'
    await client.request(`SetCurrent${where}Scene`, { sceneName: scene }, nothing, signal)
    const list = await client.request('GetSceneList', {}, Scenes, signal)
    const now = on === 'program' ? list.currentProgramSceneName : (list.currentPreviewSceneName ?? '')
    return { scene: kept('The scene', scene, now), on }
  }),
  handle(obs.setVisible, async ({ scene, source, visible }, { signal }) => {
    const sceneName = scene ?? (await programOf(client, signal))
    const Item = z.object({ sceneItemId: z.number() })
    const { sceneItemId } = await client.request(
      'GetSceneItemId',
      { sceneName, sourceName: source },
      Item,
      signal,
    )
    const item = { sceneName, sceneItemId }
    await client.request('SetSceneItemEnabled', { ...item, sceneItemEnabled: visible }, nothing, signal)
    const Enabled = z.object({ sceneItemEnabled: z.boolean() })
    const { sceneItemEnabled } = await client.request('GetSceneItemEnabled', item, Enabled, signal)
    return { scene: sceneName, source, visible: kept(source, visible, sceneItemEnabled) }
  }),
]
