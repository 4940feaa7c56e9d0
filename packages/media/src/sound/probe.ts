import { stat } from 'node:fs/promises'
import { failureOf, type MediaMeta } from '@segue/protocol'
import { readChannels } from '../channels/file.ts'
import { probeFilm } from '../film/probe.ts'
import { openSound } from './open.ts'

/** What a file is, as far as its head tells. */
export interface MediaFacts {
  kind: 'sound' | 'film' | 'curves' | 'other'
  bytes: number
  meta: MediaMeta
}

/** Facts of the picture in a film; `null` when there is none. */
async function pictureMeta(path: string): Promise<MediaMeta | null> {
  try {
    const { durationSec, video } = await probeFilm(path)
    const { width, height, codec, frames, fps, colour } = video
    return {
      durationSec,
      width,
      height,
      codec,
      frames,
      ...(fps === null ? {} : { fps }),
      ...(colour.matrix === 'bt709' ? { colourSpace: 'bt709' } : {}),
    }
  } catch {
    return null
  }
}

/** Facts of the sound in a file; a file that claims to be sound and is not readable is a remark. */
async function soundMeta(path: string, name: string | undefined): Promise<MediaMeta | null> {
  try {
    const { facts } = await openSound(path, name === undefined ? {} : { name })
    const { durationSec, sampleRate, channels, codec, remarks } = facts
    return {
      durationSec,
      sampleRate,
      channels,
      codec,
      ...(remarks.length > 0 ? { remarks: [...remarks] } : {}),
    }
  } catch (error) {
    const { code, message } = failureOf(error)
    return code === 'audio.unknown_format' ? null : { remarks: [message] }
  }
}

async function curvesMeta(path: string): Promise<MediaMeta | null> {
  try {
    const { rate, samples, planes } = await readChannels(path)
    return {
      fps: rate,
      frames: samples,
      durationSec: (samples * rate.den) / rate.num,
      channelNames: [...planes.keys()],
    }
  } catch {
    return null
  }
}

/** What any media file is: kind, length, size, rates. Reads heads, not the whole file; never fails on content. */
export async function probeMedia(path: string, options: { name?: string } = {}): Promise<MediaFacts> {
  const { size: bytes } = await stat(path)
  const picture = await pictureMeta(path)
  const sound = await soundMeta(path, options.name)
  if (picture !== null) return { kind: 'film', bytes, meta: { ...sound, ...picture } }
  if (sound?.durationSec !== undefined) return { kind: 'sound', bytes, meta: sound }
  const curves = bytes < 256 * 1024 * 1024 ? await curvesMeta(path) : null
  if (curves !== null) return { kind: 'curves', bytes, meta: curves }
  return { kind: 'other', bytes, meta: sound ?? {} }
}
