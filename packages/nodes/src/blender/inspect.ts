import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { blender, FrameDone } from '@segue/protocol'
import { z } from 'zod'
import type { BridgeUse } from '../bridgeUse.ts'
import { defineNode, port, type Use } from '../defineNode.ts'
import { allowParams } from './picture.ts'
import { blocking, type Problem, problemsOf } from './preflight.ts'
import { openScene, type Snapshot } from './sceneFile.ts'

/** Seconds and bytes of a few frames; null when none was rendered. */
interface Measured {
  secPerFrame: number
  bytesPerFrame: number
}

/** Frames spread over the range. Of a simulation that is not baked only the first: the others need all before them. */
function testFrames({ frameStart: from, frameEnd: to, simulations }: Snapshot, count: number): number[] {
  if (count === 0) return []
  if (simulations.length > 0 || count === 1) return [from]
  const step = (to - from) / (count - 1)
  return [...new Set(Array.from({ length: count }, (_, i) => Math.round(from + i * step)))]
}

async function measure(bridge: BridgeUse, use: Use, frames: number[]): Promise<Measured | null> {
  if (frames.length === 0) return null
  const bytes: number[] = []
  const settings = { engine: 'file', width: null, height: null, samples: null, camera: null } as const
  const request = { dir: join(use.workDir, 'test'), frames, ...settings }
  const { secPerFrame } = await bridge.call(blender.renderFrames, request, ({ data }) => {
    if (data !== undefined && data !== null) bytes.push(FrameDone.parse(data).bytes)
  })
  return { secPerFrame, bytesPerFrame: Math.round(bytes.reduce((sum, one) => sum + one, 0) / bytes.length) }
}

/** A PNG of a picture takes about this much of its bare pixels. */
const usualShare = 0.6

/** Whether all frames fit on the disk where they are kept. */
async function diskProblem(needed: number, folder: string): Promise<Problem[]> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (needed <= free) return []
  const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
  return [
    {
      severity: 'error',
      code: 'disk.too_small',
      message: `The frames need about ${gb(needed)}, and ${gb(free)} are free.`,
      hint: 'Make room on the disk, or render a smaller picture.',
      place: '',
    },
  ]
}

/** What will go wrong when a scene is rendered here, how long it will take, and how much it will need. */
export const inspect = defineNode({
  id: 'blender.inspect',
  version: 1,
  title: 'Inspect a scene',
  summary:
    'Says before a render what is missing, blocked or not baked, how long it takes and how much it needs.',
  category: 'scene',
  keywords: ['blender', 'preflight', 'check', 'missing', 'estimate', 'eta', 'report'],
  params: z.strictObject({
    testFrames: z
      .number()
      .int()
      .min(0)
      .max(20)
      .default(3)
      .meta({ title: 'Test frames', description: 'So many frames are rendered to tell the time; 0 = none.' }),
    ...allowParams,
  }),
  inputs: { scene: port.scene('Scene') },
  outputs: { report: port.json('Report'), ready: port.boolean('Ready') },
  effects: [],
  repeatable: true,
  cacheable: false,
  lane: 'blender',
  inline: ['testFrames'],

  async run({ params, inputs: { scene }, use, progress, log }) {
    const bridge = await use.bridge('blender', { scene, allowOlder: true })
    progress(null, 'Opening the scene')
    const snapshot = await openScene({ use, bridge, log }, scene)
    const facts = await bridge.call(blender.inspectFile, {})
    const found = problemsOf(facts, params)
    const frames = facts.frameEnd - facts.frameStart + 1
    progress(null, 'Rendering test frames')
    const test = blocking(found).length > 0 ? [] : testFrames(snapshot, params.testFrames)
    const measured = await measure(bridge, use, test)
    const bytesPerFrame = measured?.bytesPerFrame ?? Math.round(facts.width * facts.height * 3 * usualShare)
    const needed = bytesPerFrame * frames
    const problems = [...found, ...(await diskProblem(needed, use.workDir))]
    for (const { message } of problems) log(message, 'warning')
    const ready = blocking(problems).length === 0
    const timing = measured && {
      frames: test,
      secPerFrame: measured.secPerFrame,
      totalSec: measured.secPerFrame * frames,
    }
    if (timing) log(`${timing.secPerFrame.toFixed(2)} s per frame, about ${words(timing.totalSec)} in all.`)
    const report = {
      provider: bridge.provider,
      facts: forWire(facts),
      problems: problems.slice(0, 100),
      timing,
      bytes: needed,
    }
    return { report: z.json().parse(report), ready }
  },
})

/** Without the places of files: those stay on this machine. */
const forWire = ({ missing, outputs, ...facts }: z.infer<typeof blender.inspectFile.result>) => ({
  ...facts,
  missing: missing.map(({ of }) => of),
  outputs: outputs.map(({ node, files }) => ({ node, files })),
})

const words = (sec: number): string =>
  sec < 90
    ? `${Math.round(sec)} s`
    : sec < 5400
      ? `${Math.round(sec / 60)} min`
      : `${(sec / 3600).toFixed(1)} h`
