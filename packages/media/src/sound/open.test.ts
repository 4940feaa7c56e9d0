import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSound } from './check.ts'
import { openSound, readSound } from './open.ts'
import { clicks, encodeTestFile } from './testFiles.ts'
import { aiffBytes, expected, wavBytes } from './testWav.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-sound-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function failureFrom(path: string): Promise<string> {
  return checkSound(path).then(
    () => 'none',
    (error: unknown) => failureOf(error).code,
  )
}

/** Largest difference to the test ramp over all channels. */
function error(planes: readonly Float32Array[]): number {
  return Math.max(
    ...planes.flatMap((plane, c) => Array.from(plane, (sample, i) => Math.abs(sample - expected(i, c)))),
  )
}

const frames = 1000

describe('uncompressed sound', () => {
  it.each([
    { encoding: 'uint', bits: 8, channels: 1, sampleRate: 22_050 },
    { encoding: 'int', bits: 16, channels: 2, sampleRate: 44_100 },
    { encoding: 'int', bits: 24, channels: 2, sampleRate: 48_000, extensible: true },
    { encoding: 'int', bits: 24, channels: 8, sampleRate: 96_000, extensible: true },
    { encoding: 'int', bits: 32, channels: 6, sampleRate: 192_000 },
    { encoding: 'float', bits: 32, channels: 3, sampleRate: 88_200, extensible: true },
    { encoding: 'float', bits: 64, channels: 1, sampleRate: 32_000 },
    { encoding: 'int', bits: 24, channels: 2, sampleRate: 48_000, rf64: true },
  ] as const)('reads WAV $encoding $bits bit, $channels channels, $sampleRate Hz', async (spec) => {
    const { facts, planes } = await readSound(await file('a.wav', wavBytes({ ...spec, frames })))
    expect(facts).toMatchObject({
      container: 'wav',
      channels: spec.channels,
      sampleRate: spec.sampleRate,
      frames,
    })
    expect(error(planes)).toBeLessThan(spec.bits === 8 ? 0.012 : 0.0001)
  })

  it.each([
    { encoding: 'int', bits: 16, channels: 2, sampleRate: 44_100, codec: null },
    { encoding: 'int', bits: 24, channels: 1, sampleRate: 48_000, codec: null },
    { encoding: 'int', bits: 16, channels: 2, sampleRate: 96_000, codec: 'sowt', littleEndian: true },
    { encoding: 'float', bits: 32, channels: 2, sampleRate: 22_050, codec: 'fl32' },
  ] as const)('reads AIFF $codec $bits bit at $sampleRate Hz', async (spec) => {
    const { facts, planes } = await readSound(await file('a.aif', aiffBytes({ ...spec, frames })))
    expect(facts).toMatchObject({
      container: 'aiff',
      channels: spec.channels,
      sampleRate: spec.sampleRate,
      frames,
    })
    expect(error(planes)).toBeLessThan(0.0001)
  })

  const plain = { encoding: 'int', bits: 16, channels: 2, sampleRate: 48_000, frames } as const

  it('reads to the end when a program that streams left the length open', async () => {
    const path = await file('open.wav', wavBytes({ ...plain, declaredBytes: 0xffff_ffff }))
    expect((await openSound(path)).facts.frames).toBe(frames)
  })

  it('gives the same samples again when it is read twice', async () => {
    const sound = await openSound(await file('twice.wav', wavBytes(plain)))
    const lengths = []
    for (const _ of [1, 2]) for await (const block of sound.blocks()) lengths.push(block[0]?.length)
    expect(lengths).toEqual([frames, frames])
  })

  it('says when the name does not fit the content and reads it all the same', async () => {
    const { facts, meta } = await checkSound(await file('really.mp3', wavBytes(plain)))
    expect(facts.frames).toBe(frames)
    expect(meta.remarks).toEqual(['“really.mp3” is named .mp3 but holds WAV.'])
  })

  it('names what is wrong with a file', async () => {
    const whole = wavBytes(plain)
    expect(await failureFrom(await file('short.wav', whole.subarray(0, whole.length - 400)))).toBe(
      'audio.truncated',
    )
    const aiff = aiffBytes({ ...plain, codec: null })
    expect(await failureFrom(await file('short.aif', aiff.subarray(0, aiff.length - 400)))).toBe(
      'audio.truncated',
    )
    expect(await failureFrom(await file('nothing.wav', new Uint8Array()))).toBe('audio.empty')
    expect(await failureFrom(await file('no-sample.wav', wavBytes({ ...plain, frames: 0 })))).toBe(
      'audio.empty',
    )
    expect(await failureFrom(await file('head.wav', whole.subarray(0, 40)))).toBe('audio.damaged')
    expect(await failureFrom(await file('letter.wav', Buffer.from('Dear label, here is my demo.')))).toBe(
      'audio.unknown_format',
    )
    expect(await failureFrom(join(folder, 'never.wav'))).toBe('audio.missing')
  })

  it('makes silence of samples that are no numbers', async () => {
    const bytes = wavBytes({ ...plain, encoding: 'float', bits: 32, channels: 1 })
    bytes.writeFloatLE(Number.NaN, bytes.length - 8)
    bytes.writeFloatLE(Infinity, bytes.length - 4)
    const { planes } = await readSound(await file('nan.wav', bytes))
    expect(planes[0]?.slice(-2)).toEqual(Float32Array.of(0, 0))
  })
})

describe('compressed sound', () => {
  const formats = [
    { format: 'mp3', container: 'mp3' },
    { format: 'm4a', container: 'mp4' },
    { format: 'flac', container: 'flac' },
    { format: 'opus', container: 'ogg' },
  ] as const

  it.each(formats)('reads $format and finds its clicks one second apart', async ({ format, container }) => {
    const path = join(folder, `clicks.${format}`)
    await encodeTestFile(path, clicks(48_000, 3, [0.5, 1.5]), { format, sampleRate: 48_000 })
    const { facts, planes } = await readSound(path)
    expect(facts).toMatchObject({ container, channels: 2, sampleRate: 48_000 })
    const [plane = new Float32Array()] = planes
    const first = plane.findIndex((sample) => Math.abs(sample) > 0.3)
    const second = plane.findIndex((sample, i) => i > first + 24_000 && Math.abs(sample) > 0.3)
    expect(Math.abs(second - first - 48_000)).toBeLessThan(48)
  })

  it.each(formats)('fails on a $format file that is cut in the middle', async ({ format }) => {
    const path = join(folder, `whole.${format}`)
    await encodeTestFile(path, clicks(48_000, 3, [0.5, 1.5]), { format, sampleRate: 48_000 })
    const bytes = await readFile(path)
    const cut = await file(`cut.${format}`, bytes.subarray(0, bytes.length * 0.6))
    expect(['audio.damaged', 'audio.truncated']).toContain(await failureFrom(cut))
  })

  it('keeps every sample of FLAC, 50 ms clips and silent ends included', async () => {
    for (const sec of [0.05, 3]) {
      const path = join(folder, `exact${sec}.flac`)
      await encodeTestFile(path, clicks(48_000, sec, [0.01]), { format: 'flac', sampleRate: 48_000 })
      expect((await checkSound(path)).facts.frames).toBe(48_000 * sec)
    }
  })

  it('leaves out what an MP3 encoder added, as its tag says, to the sample', async () => {
    const plain = join(folder, 'plain.mp3')
    await encodeTestFile(plain, clicks(48_000, 3, [0.5, 1.5]), { format: 'mp3', sampleRate: 48_000 })
    const frames = (await readFile(plain)).subarray(168)
    // A silent first frame of 192 kbit/s with the tag that LAME writes: 576 samples of delay, 568 of padding.
    const tag = Buffer.alloc(576)
    tag.set([0xff, 0xfb, 0xb4, 0x64])
    tag.write('Info', 36)
    tag.writeUInt32BE(1, 40)
    tag.writeUInt32BE(126, 44)
    tag.write('LAME3.100', 48)
    tag.set([576 >> 4, ((576 & 15) << 4) | (568 >> 8), 568 & 255], 69)
    const { facts } = await checkSound(await file('lame.mp3', Buffer.concat([tag, frames])))
    const { planes } = await readSound(join(folder, 'lame.mp3'))
    expect(facts.frames).toBe(126 * 1152 - 576 - 568)
    expect(Math.abs((planes[0]?.findIndex((sample) => Math.abs(sample) > 0.3) ?? 0) - 24_000)).toBeLessThan(
      24,
    )
  })

  it('reads a real drum loop', async () => {
    const { facts } = await checkSound('/usr/share/sonic-pi/samples/loop_amen_full.flac')
    expect(facts).toMatchObject({ codec: 'flac', sampleRate: 44_100, channels: 2, frames: 302_400 })
  })
})
