import { blender } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse } from '../defineNode.ts'

/** How a render is made; `samples` null keeps what the engine or the file says. */
export const Choice = z.object({
  engine: z.enum(['file', 'workbench', 'cycles', 'eevee']),
  samples: z.number().int().positive().nullable(),
})
export type Choice = z.infer<typeof Choice>

/** Looks are flat light without bounces: this many samples only smooth edges. */
const cyclesSamples = 8
/** Slower than this, a third engine is worth its probe: EEVEE needs 10 s to warm up without a GPU. */
const patienceSec = 3

/**
 * The fastest engine that draws a look, by one timed frame each: Workbench and Cycles first, EEVEE only when both
 * are slow or fail. Null when none works here.
 */
export async function fastestEngine(
  bridge: BridgeUse,
  { frame, width, height, samples }: { frame: number; width: number; height: number; samples: number | null },
  log: (text: string) => void,
): Promise<Choice | null> {
  const spp = samples ?? cyclesSamples
  const probe = async (engines: ('workbench' | 'cycles' | 'eevee')[]) => {
    const { timings } = await bridge.call(blender.probe, { engines, frame, width, height, samples: spp })
    for (const { engine, secPerFrame, error } of timings) {
      log(
        error ? `${engine} does not work here: ${error}` : `${engine}: ${secPerFrame.toFixed(2)} s per frame`,
      )
    }
    return timings.filter(({ error }) => error === null)
  }
  let timings = await probe(['workbench', 'cycles'])
  if (!timings.some(({ secPerFrame }) => secPerFrame < patienceSec)) {
    timings = [...timings, ...(await probe(['eevee']))]
  }
  const [best] = timings.sort((a, b) => a.secPerFrame - b.secPerFrame)
  if (!best) return null
  log(`Rendering with ${best.engine}.`)
  return { engine: best.engine, samples: best.engine === 'workbench' ? null : spp }
}
