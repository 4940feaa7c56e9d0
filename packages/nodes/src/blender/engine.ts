import { blender } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse } from '../defineNode.ts'

/** How a render is made; `samples` null keeps what the engine or the file says. */
export const Choice = z.object({
  engine: z.enum(['file', 'workbench', 'cycles', 'eevee']),
  samples: z.number().int().positive().nullable(),
})
export type Choice = z.infer<typeof Choice>

/**
 * Looks are flat light without bounces: samples only smooth edges. One sample is Workbench's quick edge filter, half
 * the time of eight.
 */
const samplesFor = {
  draft: { workbench: 1, cycles: 4, eevee: 4 },
  final: { workbench: 8, cycles: 8, eevee: 8 },
} as const
type Engine = keyof (typeof samplesFor)['draft']

/** Slower than this, a third engine is worth its probe: EEVEE needs 10 s to warm up without a GPU. */
const patienceSec = 3

interface Wanted {
  frame: number
  width: number
  height: number
  quality: keyof typeof samplesFor
  /** null = as the quality says. */
  samples: number | null
}

/**
 * The fastest engine that draws a look, by one timed frame each: Workbench and Cycles first, EEVEE only when both
 * are slow or fail. Null when none works here.
 */
export async function fastestEngine(
  bridge: BridgeUse,
  { frame, width, height, quality, samples }: Wanted,
  log: (text: string) => void,
): Promise<Choice | null> {
  let best: (Choice & { sec: number }) | null = null
  const probe = async (engine: Engine) => {
    const choice = { engine, samples: samples ?? samplesFor[quality][engine] }
    const request = { engines: [engine], frame, width, height, samples: choice.samples }
    const { timings } = await bridge.call(blender.probe, request)
    for (const { secPerFrame, error } of timings) {
      log(
        error ? `${engine} does not work here: ${error}` : `${engine}: ${secPerFrame.toFixed(2)} s per frame`,
      )
      if (!error && (best === null || secPerFrame < best.sec)) best = { ...choice, sec: secPerFrame }
    }
    return best
  }
  await probe('workbench')
  const quick = await probe('cycles')
  const found = quick && quick.sec < patienceSec ? quick : await probe('eevee')
  if (!found) return null
  log(`Rendering with ${found.engine}.`)
  return { engine: found.engine, samples: found.samples }
}
