import type { MediaMeta } from '@segue/protocol'
import type { Sound, SoundFacts } from './facts.ts'
import { damaged, empty, nameOf } from './failures.ts'
import { openSound } from './open.ts'

/** What is known about a sound once every sample was read. */
export interface CheckedSound {
  sound: Sound
  facts: SoundFacts & { frames: number }
  meta: MediaMeta
}

/**
 * Opens a sound and makes sure that all of it can be read: uncompressed files by their declared length, compressed
 * ones by decoding them. Fails like `openSound`.
 */
export async function checkSound(
  path: string,
  options: { name?: string; signal?: AbortSignal } = {},
): Promise<CheckedSound> {
  const { signal, ...named } = options
  const sound = await openSound(path, named)
  let frames = sound.facts.frames
  if (frames === null) {
    frames = 0
    for await (const block of sound.blocks(signal === undefined ? {} : { signal })) {
      frames += block[0]?.length ?? 0
      if (block.length !== sound.facts.channels) {
        throw damaged(nameOf(path, options.name), 'its number of channels changes.')
      }
    }
  }
  if (frames === 0) throw empty(nameOf(path, options.name))
  const facts = { ...sound.facts, frames, durationSec: frames / sound.facts.sampleRate }
  const { durationSec, sampleRate, channels, codec, remarks } = facts
  const meta: MediaMeta = { durationSec, sampleRate, channels, codec }
  return {
    sound: { ...sound, facts },
    facts,
    meta: remarks.length > 0 ? { ...meta, remarks: [...remarks] } : meta,
  }
}
