import type { BridgeTopic } from '@segue/bridge'
import { z } from 'zod'
import type { ObsClient } from './client.ts'
import { documentTopicOf } from './document.ts'
import { OutputState } from './outputState.ts'

const Scene = z.object({ sceneName: z.string() })

/** What OBS tells by itself. Of scenes the newest counts; every step of a recording or stream is told. */
export const obsTopics = (client: ObsClient): BridgeTopic[] => [
  {
    topic: 'scene.changed',
    title: 'Another scene is on air or in the preview',
    start: (publish) =>
      client.listen((event, data) => {
        const on = sceneEvents[event]
        const scene = Scene.safeParse(data)
        if (on !== undefined && scene.success) publish({ scene: scene.data.sceneName, on }, on)
      }),
  },
  outputTopic(client, 'record.state', 'Recording starts, pauses or ends', 'RecordStateChanged'),
  outputTopic(client, 'stream.state', 'The stream starts or ends', 'StreamStateChanged'),
  documentTopicOf(client),
]

const sceneEvents: Record<string, 'program' | 'preview'> = {
  CurrentProgramSceneChanged: 'program',
  CurrentPreviewSceneChanged: 'preview',
}

const outputTopic = (client: ObsClient, topic: string, title: string, wanted: string): BridgeTopic => ({
  topic,
  title,
  start: (publish) =>
    client.listen((event, data) => {
      const state = OutputState.safeParse(data)
      if (event !== wanted || !state.success) return
      const { outputActive, outputState, outputPath } = state.data
      publish({ state: outputState, active: outputActive, path: outputPath ?? null })
    }),
})
