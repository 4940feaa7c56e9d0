import { extname } from 'node:path'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import { z } from 'zod'
import type { NameFacts } from './fileName.ts'

const word = z.union([z.string(), z.number()])
const Facts = z
  .object({ title: z.string(), artist: z.string(), bpm: z.number(), show: word, shot: word, layer: word })
  .partial()
  .catch({})

const twoDigits = (value: number) => String(value).padStart(2, '0')
const rounded = (value: number) => Math.round(value * 1000) / 1000

/** Local date as people sort files by: 2026-03-09. */
const dateText = (date: Date) =>
  [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-')

/** Whole quarter notes that a clip lasts, when it lasts whole ones within half a frame. */
function beatsOf({ durationSec, fps }: MediaMeta, bpm: number | undefined): number | undefined {
  if (bpm === undefined || !durationSec || !fps) return undefined
  const beats = Math.round((durationSec * bpm) / 60)
  const offSec = Math.abs(durationSec - (beats * 60) / bpm)
  return beats > 0 && offSec <= (fps.den / fps.num) * 0.5 + 1e-6 ? beats : undefined
}

/** What is known of a file for its name: what it says itself, and what a person or another node gives. */
export function factsOf({ name, meta }: ArtifactRef, extra: unknown): NameFacts {
  const given = Facts.parse(extra ?? {})
  const stem = name.slice(0, name.length - extname(name).length)
  const bpm = given.bpm ?? meta.bpm
  return {
    name: stem,
    title: given.title ?? stem,
    artist: given.artist,
    show: given.show,
    shot: given.shot,
    layer: given.layer,
    bpm: bpm === undefined ? undefined : rounded(bpm),
    beats: beatsOf(meta, bpm),
    w: meta.width,
    h: meta.height,
    fps: meta.fps === undefined ? undefined : rounded(meta.fps.num / meta.fps.den),
    frames: meta.frames,
    codec: meta.codec?.split('+')[0],
    date: dateText(new Date()),
  }
}
