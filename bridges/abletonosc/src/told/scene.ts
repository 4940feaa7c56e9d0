import type { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import type { Live } from '../live.ts'
import { boolOrNull, numberOf } from '../values.ts'
import { colorOf } from './color.ts'

type SceneFact = z.infer<typeof commands.setScene.result>

/** What is told about a scene. */
export async function sceneFact(live: Live, index: number, signal: AbortSignal): Promise<SceneFact> {
  const { client, places } = live
  const [color, enabled, tempo] = await Promise.all(
    ['color', 'tempo_enabled', 'tempo'].map(
      async (property) =>
        (await client.ask({ address: `/live/scene/get/${property}`, place: [index] }, signal))[0],
    ),
  )
  const bpm = boolOrNull(enabled) === false ? -1 : numberOf(tempo)
  return {
    scene: `scene:${places.scenes.idAt(index)}`,
    index,
    name: places.scenes.names[index] ?? '',
    color: colorOf(color),
    tempo: bpm > 0 ? bpm : null,
  }
}
