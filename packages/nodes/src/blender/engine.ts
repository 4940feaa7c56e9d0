import { blender, fail } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse } from '../bridgeUse.ts'
import type { RunArgs } from '../defineNode.ts'
import { digest } from '../fileFacts.ts'
import type { RenderParams } from './picture.ts'

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
async function fastestEngine(
  bridge: BridgeUse,
  { frame, width, height, quality, samples }: Wanted,
  log: (text: string) => void,
): Promise<Choice | null> {
  let best: (Choice & { sec: number }) | null = null
  const probe = async (engine: Engine) => {
    const choice = { engine, samples: samples ?? samplesFor[quality][engine] }
    const request = { engines: [engine], frame, width, height, samples: choice.samples }
    const { timings } = await bridge.call(blender.timeEngines, request)
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

/** What a render is to be made of. */
export interface Picture {
  provider: string
  base: string
  params: RenderParams
  width: number
  height: number
  look: string | null
}

const samplesOf = ({ params }: Picture) => (params.samples > 0 ? params.samples : null)

/** Under this key the engine that was found is kept, so that the next run takes the same and keeps its frames. */
export const choiceKey = (picture: Picture): string => {
  const { provider, base, width, height, params } = picture
  return `engine:${digest([provider, base, width, height, params.quality, samplesOf(picture)])}`
}

/** The engine, when nothing needs to be timed: a person chose it, or the scene is their own. */
export function givenChoice(picture: Picture): Choice | null {
  const { engine } = picture.params
  if (engine !== 'auto') return { engine, samples: samplesOf(picture) }
  const byFile = picture.look === null || picture.provider.startsWith('standin:')
  return byFile ? { engine: 'file', samples: samplesOf(picture) } : null
}

type Tools = Pick<RunArgs<unknown, unknown>, 'use' | 'mark' | 'marks' | 'log' | 'progress'>

/**
 * The engine of this render: given, or the fastest one. A film never changes engines in the middle, and a later run
 * takes the same again. Fails with `render.no_engine`.
 */
export async function engineFor(
  { use, mark, marks, log, progress }: Tools,
  { bridge, picture, middle }: { bridge: BridgeUse; picture: Picture; middle: number },
): Promise<Choice> {
  const given = givenChoice(picture)
  if (given) return given
  const known = [marks.get('engine'), await use.recall(choiceKey(picture))]
    .map((value) => Choice.safeParse(value).data)
    .find(Boolean)
  if (!known) progress(null, 'Timing the engines')
  const { width, height, params } = picture
  const wanted = { frame: middle, width, height, quality: params.quality, samples: samplesOf(picture) }
  const chosen = known ?? (await fastestEngine(bridge, wanted, log))
  if (!chosen) {
    throw fail({
      code: 'render.no_engine',
      message: 'None of Blender’s engines works on this machine.',
      hint: 'Choose an engine on this node and look at its message, or install graphics drivers.',
      kind: 'environment',
    })
  }
  mark('engine', chosen)
  await use.remember(choiceKey(picture), chosen)
  return chosen
}
