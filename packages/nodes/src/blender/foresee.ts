import { type ArtifactRef, FileFacts } from '@segue/protocol'
import { z } from 'zod'
import type { ForeseeArgs, Use } from '../defineNode.ts'
import { digest } from '../fileFacts.ts'
import { identityOf } from './closure.ts'
import { computingOf } from './computing.ts'
import { Choice, choiceKey, givenChoice } from './engine.ts'
import { frameKeys } from './frameKeys.ts'
import { keptFrame, keptRange, toRender } from './kept.ts'
import { type RenderParams, sizeFor } from './picture.ts'
import { blocking, problemsFor } from './preflight.ts'
import type { Snapshot } from './sceneFile.ts'

/** What Segue has to know of a scene to tell which frames are kept, without opening it. */
const SceneFacts = z.object({
  look: z.string().nullable(),
  width: z.number(),
  height: z.number(),
  frameStart: z.number().int(),
  frameEnd: z.number().int(),
  fps: z.object({ num: z.number(), den: z.number() }),
  motionBlur: z.number().nullable(),
  simulations: z.array(z.string()),
  /** Of a person's own file. */
  file: FileFacts.nullable().default(null),
})

/** What a scene is called without Segue's curves. */
export const baseOf = async (scene: ArtifactRef, use: Parameters<typeof identityOf>[1]): Promise<string> =>
  scene.meta.motion?.base ?? (await identityOf(scene, use))

const factsKey = (provider: string, base: string) => `scene:${digest([provider, base])}`

/** Keeps what an application told about a scene. */
export const rememberScene = (
  snapshot: Snapshot & { file: FileFacts | null },
  { provider, base, use }: { provider: string; base: string; use: Pick<Use, 'remember'> },
): Promise<void> => use.remember(factsKey(provider, base), z.json().parse(SceneFacts.parse(snapshot)))

/** What an application told about a scene; null while none has opened it. */
export async function knownScene(
  provider: string,
  base: string,
  { recall }: Pick<Use, 'recall'>,
): Promise<z.infer<typeof SceneFacts> | null> {
  return SceneFacts.safeParse(await recall(factsKey(provider, base))).data ?? null
}

/** How many frames a render would draw, when the scene was opened once; null when nothing can be said. */
export async function foreseeRender({
  params,
  inputs: { scene },
  use,
  provider,
}: ForeseeArgs<RenderParams, { scene: ArtifactRef }>): Promise<string | null> {
  const frames = scene.meta.frames ?? 0
  if (provider === null) return null
  const base = await baseOf(scene, use)
  const facts = await knownScene(provider, base, use)
  if (!facts) return frames > 0 ? toRender(frames, frames) : null
  const [problem] = facts.file ? blocking(problemsFor(facts.file, params)) : []
  if (problem) return `stops: ${problem.message}`
  const { motion } = scene.meta
  const from = motion?.startFrame ?? facts.frameStart
  const to = motion && frames > 0 ? from + frames - 1 : facts.frameEnd
  const total = to - from + 1
  const size = sizeFor(params, facts)
  const wanted = { provider, base, params, ...size, look: facts.look }
  const choice = givenChoice(wanted) ?? Choice.safeParse(await use.recall(choiceKey(wanted))).data
  if (!choice) return toRender(total, total)
  const { motionBlur, simulations } = facts
  const fps = scene.meta.fps ?? facts.fps
  const computing = computingOf(facts.file, choice)
  const picture = { ...choice, provider, computing, ...size, fps, base }
  const shot = { ...picture, motion: motion ?? null, motionBlur, from, to }
  const keys = await frameKeys(shot, use)
  if (simulations.length > 0) return toRender((await keptRange(keys, use)) ? 0 : total, total)
  let open = 0
  for (let frame = from; frame <= to; frame++) if (!(await keptFrame(keys.of(frame), use))) open++
  return toRender(open, total)
}
