import { checkPictures } from '@segue/media/check/pictures'
import { retimed } from '@segue/media/encode/pictures'
import { parseFps } from '@segue/media/time/fps'
import { beatFrames, loopDriftSec, loopFrames } from '@segue/media/time/loop'
import { barBeats } from '@segue/media/time/meter'
import { type ArtifactRef, fail, mimeTypes, type SequenceManifest } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port, type Use } from '../defineNode.ts'
import { pictureFindings } from './findings.ts'
import { readManifest } from './frames.ts'
import { openSource } from './source.ts'

const bpmOf = (given: number, frames: ArtifactRef | undefined): number => {
  const bpm = given || frames?.meta.bpm
  if (bpm) return bpm
  throw fail({
    code: 'loop.no_tempo',
    message: 'The tempo of the loop is not known.',
    hint: 'Set “Tempo”, or connect frames that know theirs.',
    kind: 'input',
  })
}

/** The first `count` frames of a sequence. */
async function cutTo(frames: ArtifactRef, count: number, use: Use): Promise<ArtifactRef> {
  const manifest = await readManifest(frames, use)
  if (manifest.frames.length < count)
    throw fail({
      code: 'loop.too_short',
      message: `The loop has ${count} frames, and only ${manifest.frames.length} are there.`,
      hint: 'Render more frames, or take fewer bars.',
      kind: 'input',
      port: 'frames',
    })
  const cut: SequenceManifest = { ...manifest, frames: manifest.frames.slice(0, count) }
  return use.save(Buffer.from(JSON.stringify(cut)), { mime: mimeTypes.sequence, name: frames.name })
}

/** How long a loop of so many bars is, and whether it closes. */
export const loop = defineNode({
  id: 'media.loop',
  version: 1,
  title: 'Loop by bars',
  summary: 'Says how many frames a loop of so many bars has, cuts frames to it, and looks at its seam.',
  category: 'film',
  keywords: ['seamless', 'loop', 'bars', 'beats', 'vj', 'length', 'cycle', 'seam', 'clip'],
  params: z.strictObject({
    bars: z.number().min(0.25).max(512).default(4).meta({ title: 'Bars' }),
    beats: z.number().min(0).max(32).default(0).meta({
      title: 'Beats per bar',
      description: 'Quarter notes; 0 = by the meter of the frames, four where it is not known.',
    }),
    bpm: z.number().min(0).max(999).default(0).meta({
      title: 'Tempo',
      description: 'Quarter notes a minute; 0 = the tempo of the frames.',
      unit: 'bpm',
    }),
    fps: z
      .union([z.number().min(1).max(240), z.string().max(20)])
      .default('')
      .meta({
        title: 'Frame rate',
        description: 'Empty = of the frames; 24 without any.',
        widget: 'fps',
        unit: 'fps',
      }),
    ifWrong: z.enum(['remark', 'fail']).default('remark').meta({
      title: 'If it jumps',
      description: 'The step from the last picture to the first is larger than the usual one.',
    }),
  }),
  inputs: {
    frames: port.sequence('Frames', { required: false, help: 'Without any, only the numbers come out.' }),
  },
  outputs: {
    frames: { ...port.sequence('Loop'), optional: true as const },
    count: port.number('Number of frames'),
    seconds: port.number('Seconds'),
    report: port.json('Report'),
  },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['bars', 'bpm'],

  async run({ params, inputs, use, signal, progress }) {
    const { frames } = inputs
    const meter = frames?.meta.meter?.[0]
    const beats = params.beats || (meter ? barBeats(meter) : 4)
    const bpm = bpmOf(params.bpm, frames)
    const fps = params.fps === '' ? (frames?.meta.fps ?? parseFps(24)) : parseFps(params.fps)
    const shape = { bars: params.bars, beats, bpm, fps }
    const count = loopFrames(shape)
    const seconds = (count * fps.den) / fps.num
    const facts = { ...shape, frames: count, seconds, driftSec: loopDriftSec(shape) }
    if (!frames) return { count, seconds, report: z.json().parse({ ...facts, seam: null }) }
    const meta = { ...frames.meta, fps, bpm, frames: count, durationSec: seconds }
    const cut = { ...(await cutTo(frames, count, use)), meta }
    const { pictures } = await openSource({ film: undefined, frames: cut }, use)
    const looked = await checkPictures(
      retimed(pictures(), fps, count),
      { blackFrames: 0, frozenFrames: 0, beats: beatFrames(shape) },
      (done) => {
        signal.throwIfAborted()
        progress(done / count, `Picture ${done} of ${count}`)
      },
    )
    const found = pictureFindings(looked, { fps, expectedSec: 0, loop: true })
    const jump = found.find(({ what, wrong }) => what === 'seam' && wrong)
    if (jump && params.ifWrong === 'fail')
      throw fail({
        code: 'loop.jumps',
        message: jump.text,
        hint: 'Let every movement come round within the loop: whole turns, curves that end as they begin.',
        kind: 'input',
      })
    const remarks = [...(meta.remarks ?? []), ...(jump ? [jump.text] : [])]
    return {
      frames: { ...cut, meta: { ...meta, remarks } },
      count,
      seconds,
      report: z.json().parse({ ...facts, seam: looked.seam }),
    }
  },
})
