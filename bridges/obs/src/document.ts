import type { BridgeTopic } from '@segue/bridge'
import { type AppDocument, documentTopic } from '@segue/protocol'
import { z } from 'zod'
import { answerOf, part } from './asking.ts'
import type { ObsClient } from './client.ts'

const Collection = z.object({ currentSceneCollectionName: z.string() })
const Program = z.object({ currentProgramSceneName: z.string() })
const Recording = z.object({
  outputActive: z.boolean(),
  outputPaused: z.boolean().default(false),
  /** Milliseconds. */
  outputDuration: z.number().default(0),
})
const Streaming = z.object({ outputActive: z.boolean() })

/** How often the position is told while OBS records. */
const positionMs = 250

/** Events after which something in the document is another. */
const changes = [
  'CurrentSceneCollectionChanged',
  'CurrentProgramSceneChanged',
  'RecordStateChanged',
  'StreamStateChanged',
]

/** The scene collection that is open. Recording counts as playing, its length as the position. */
export const documentTopicOf = (client: ObsClient): BridgeTopic => ({
  topic: documentTopic,
  title: 'The open scene collection',
  start(publish) {
    let stopped = false
    let looking = false
    let again = false
    let timer: NodeJS.Timeout | undefined
    /** One look at a time: what changes meanwhile is seen by one more look after it. */
    const look = async () => {
      again = looking
      if (looking || stopped) return
      looking = true
      clearTimeout(timer)
      const document = await documentOf(client).catch(() => null)
      looking = false
      if (stopped) return
      if (document !== null) publish(document, 'document')
      if (again) void look()
      else if (document?.playing) timer = setTimeout(look, positionMs)
    }
    void look()
    const stopListening = client.listen((event) => {
      if (changes.includes(event)) void look()
    })
    return () => {
      stopped = true
      clearTimeout(timer)
      stopListening()
    }
  },
})

async function documentOf(client: ObsClient): Promise<AppDocument> {
  const [collection, program, record, stream] = await client.batch([
    part('GetSceneCollectionList'),
    part('GetCurrentProgramScene'),
    part('GetRecordStatus'),
    part('GetStreamStatus'),
  ])
  const { outputActive, outputPaused, outputDuration } = answerOf(record, Recording)
  return {
    name: answerOf(collection, Collection).currentSceneCollectionName,
    path: null,
    unsaved: null,
    playing: outputActive && !outputPaused,
    tempo: null,
    meter: null,
    beats: null,
    sec: outputActive ? outputDuration / 1000 : null,
    frame: null,
    fps: null,
    facts: {
      'On air': answerOf(program, Program).currentProgramSceneName.slice(0, 200),
      Recording: outputPaused ? 'paused' : outputActive ? 'on' : 'off',
      Stream: answerOf(stream, Streaming).outputActive ? 'live' : 'off',
    },
  }
}
