import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { type DraftClip, type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { live } from '@segue/protocol'
import { renderSet } from './renderSet.ts'

/** Sample rate of every render in tests. */
export const rate = 48_000

/** How to render a draft in a test. */
interface TakeOptions {
  fromSec?: number
  toSec?: number | null
  out?: string
}

/** A folder in which tests make sounds and render drafts of sets. */
export class Studio {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async open(): Promise<Studio> {
    return new Studio(await mkdtemp(join(tmpdir(), 'segue-live-')))
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true })
  }

  /** Renders a draft: the result of the command, both sides in memory, and the progress that was told. */
  async render(draft: DraftSet, { out = join(this.folder, 'out.wav'), ...range }: TakeOptions = {}) {
    const set = join(this.folder, 'set.als')
    await writeFile(set, draftSetFile(draft))
    const fractions: number[] = []
    const args = live.renderSet.args.parse({ set, root: null, out, ...range })
    const answer = await renderSet.run(
      args,
      testContext({ progress: ({ fraction }) => void fractions.push(fraction ?? -1) }),
    )
    const result = live.renderSet.result.parse(answer)
    const [left = new Float32Array(), right = new Float32Array()] = (await readSound(out)).planes
    return { ...result, left, right, fractions }
  }

  /** Writes a tone beside the set and gives it as a draft's file. */
  async sine(name: string, { hertz, sec, gain = 0.5 }: { hertz: number; sec: number; gain?: number }) {
    const plane = Float32Array.from(
      { length: sec * rate },
      (_, i) => gain * Math.sin((2 * Math.PI * hertz * i) / rate),
    )
    await writeWav(join(this.folder, name), [plane], { sampleRate: rate, bits: 24 })
    return { name, frames: plane.length, sampleRate: rate }
  }
}

/** Level of a stretch of sound, dB below full scale. */
export function levelDb(data: Float32Array, from = 0, to = data.length / rate): number {
  const part = data.subarray(Math.round(from * rate), Math.round(to * rate))
  return 10 * Math.log10(part.reduce((sum, x) => sum + x * x, 1e-20) / Math.max(1, part.length))
}

/** Strength of one frequency in a stretch, dB. */
export function toneDb(data: Float32Array, hertz: number, from: number, to: number): number {
  const part = data.subarray(Math.round(from * rate), Math.round(to * rate))
  let [re, im] = [0, 0]
  for (const [i, x] of part.entries()) {
    const window = 1 - Math.cos((2 * Math.PI * i) / part.length)
    re += x * window * Math.cos((2 * Math.PI * hertz * i) / rate)
    im += x * window * Math.sin((2 * Math.PI * hertz * i) / rate)
  }
  return 20 * Math.log10(Math.hypot(re, im) / part.length + 1e-12)
}

/** A note of a draft. */
export const note = (key: number, beat: number, beats = 0.25) => ({ key, beat, beats, velocity: 110 })

/** A MIDI track with one clip. */
export const midi = (name: string, notes: readonly ReturnType<typeof note>[], end = 8, more = {}) => ({
  kind: 'midi' as const,
  name,
  clips: [{ start: 0, end, notes }],
  ...more,
})

/** An audio track with one clip. */
export const audio = (clip: DraftClip) => ({ kind: 'audio' as const, name: 'Audio', clips: [clip] })

/** A set of Live 12 at 120 BPM. */
export const set = (tracks: DraftSet['tracks'], more: Partial<DraftSet> = {}): DraftSet => ({
  version: 12,
  bpm: 120,
  tracks,
  ...more,
})
