import { open, stat } from 'node:fs/promises'
import { fail } from '@segue/protocol'
import { readAiff } from './aiff.ts'
import { readAt } from './chunks.ts'
import { compressedBlocks, compressedFacts } from './compressed.ts'
import type { BlockOptions, Container, Planes, Sound, SoundFacts } from './facts.ts'
import { empty, nameOf, unknownFormat } from './failures.ts'
import { mix } from './mix.ts'
import { type PcmLayout, pcmBlocks } from './pcm.ts'
import { createResampler } from './resample.ts'
import { id3Length, nameRemark, sniff } from './sniff.ts'
import { readWav } from './wav.ts'

const codecOf = ({ encoding, bits }: PcmLayout): string =>
  encoding === 'int'
    ? `pcm-s${bits}`
    : encoding === 'uint'
      ? 'pcm-u8'
      : encoding === 'float'
        ? `pcm-f${bits}`
        : encoding

async function* adapt(
  blocks: AsyncIterable<Planes>,
  facts: SoundFacts,
  options: BlockOptions,
): AsyncGenerator<Planes, void, undefined> {
  const channels = options.channels ?? facts.channels
  const rate = options.sampleRate ?? facts.sampleRate
  const resampler = rate === facts.sampleRate ? null : createResampler(facts.sampleRate, rate, channels)
  for await (const block of blocks) {
    options.signal?.throwIfAborted()
    const mixed = mix(block, channels)
    const out = resampler === null ? mixed : resampler.push(mixed)
    if ((out[0]?.length ?? 0) > 0) yield out
  }
  const rest = resampler?.flush() ?? []
  if ((rest[0]?.length ?? 0) > 0) yield rest
}

function soundFrom(path: string, facts: SoundFacts, source: () => AsyncIterable<Planes>): Sound {
  return {
    path,
    facts,
    blocks: (options = {}) => adapt(source(), facts, options),
  }
}

/** The container by content; looks behind an ID3 tag. Fails when the bytes are no sound. */
async function containerOf(
  path: string,
  name: string,
): Promise<{ container: Container; layout: PcmLayout | null }> {
  const file = await open(path)
  try {
    const start = id3Length(await readAt(file, 0, 10))
    const head = await readAt(file, start, 400)
    const container = sniff(head) ?? (start > 0 ? 'mp3' : null)
    if (container === null) throw unknownFormat(name, 'its first bytes fit no known format.')
    const layout =
      container === 'wav'
        ? await readWav(file, name)
        : container === 'aiff'
          ? await readAiff(file, name)
          : null
    return { container, layout }
  } finally {
    await file.close()
  }
}

/**
 * Opens a sound file by its content: WAV, AIFF, FLAC, MP3, M4A, Ogg, Opus, also the sound of a film. `name` is what
 * failures and remarks call the file. Fails with `audio.missing`, `.empty`, `.damaged`, `.truncated` or
 * `.unknown_format`; damage inside a compressed file shows while its blocks are read.
 */
export async function openSound(path: string, options: { name?: string } = {}): Promise<Sound> {
  const name = nameOf(path, options.name)
  const { size: bytes } = await stat(path).catch(() => {
    throw fail({
      code: 'audio.missing',
      message: `“${name}” is not there.`,
      hint: 'Check that the file still exists, or choose another one.',
      kind: 'input',
    })
  })
  if (bytes === 0) throw empty(name)
  const { container, layout } = await containerOf(path, name)
  const remark = nameRemark(name, container)
  const rest = { bytes, remarks: remark === null ? [] : [remark] }
  if (layout === null) {
    const facts = { ...(await compressedFacts(path, container, name)), ...rest }
    return soundFrom(path, facts, () => compressedBlocks(path, facts, name))
  }
  if (layout.frames === 0) throw empty(name)
  const { sampleRate, channels, frames } = layout
  const facts: SoundFacts = {
    container,
    codec: codecOf(layout),
    sampleRate,
    channels,
    durationSec: frames / sampleRate,
    frames,
    bitDepth: layout.bits,
    ...rest,
  }
  return soundFrom(path, facts, () => pcmBlocks(path, layout))
}

/**
 * Reads a whole, short sound into memory, e.g. a drum sample. At most `maxSec` seconds (default 600); the rest is
 * left out. Fails like `openSound`.
 */
export async function readSound(
  path: string,
  options: BlockOptions & { maxSec?: number; name?: string } = {},
): Promise<{ facts: SoundFacts; sampleRate: number; planes: Planes }> {
  const { maxSec = 600, name, ...rest } = options
  const sound = await openSound(path, name === undefined ? {} : { name })
  const sampleRate = rest.sampleRate ?? sound.facts.sampleRate
  const limit = Math.round(maxSec * sampleRate)
  const blocks: Planes[] = []
  let frames = 0
  for await (const block of sound.blocks(rest)) {
    blocks.push(block)
    frames += block[0]?.length ?? 0
    if (frames >= limit) break
  }
  const length = Math.min(frames, limit)
  const planes = (blocks[0] ?? []).map((_, channel) => {
    const plane = new Float32Array(length)
    let at = 0
    for (const block of blocks) {
      plane.set((block[channel] ?? new Float32Array()).subarray(0, length - at), at)
      at += block[0]?.length ?? 0
      if (at >= length) break
    }
    return plane
  })
  return { facts: sound.facts, sampleRate, planes }
}
