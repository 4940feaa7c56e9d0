import '@segue/media/codecs'
import { openSound } from '@segue/media/sound/open'
import { AudioSample, AudioSampleSource, BufferTarget, FlacOutputFormat, Output } from 'mediabunny'

/** Rounds to 16 bits with a little noise, so that quiet endings do not distort; the same noise every time. */
function to16Bit(planes: readonly Float32Array[], noise: () => number): Int16Array<ArrayBuffer> {
  const frames = planes[0]?.length ?? 0
  const data = new Int16Array(frames * planes.length)
  for (const [channel, plane] of planes.entries()) {
    for (let i = 0; i < frames; i++) {
      const value = Math.round((plane[i] ?? 0) * 32_767 + (noise() - noise()) * 0.5)
      data[i * planes.length + channel] = Math.max(-32_768, Math.min(32_767, value))
    }
  }
  return data
}

function createNoise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A sound file as 16-bit FLAC at its own rate. */
export async function encodeFlac(path: string): Promise<Uint8Array> {
  const sound = await openSound(path)
  const { sampleRate, channels } = sound.facts
  const target = new BufferTarget()
  const output = new Output({ format: new FlacOutputFormat(), target })
  const source = new AudioSampleSource({ codec: 'flac' })
  output.addAudioTrack(source)
  await output.start()
  const noise = createNoise(1)
  let frames = 0
  for await (const planes of sound.blocks()) {
    const sample = new AudioSample({
      data: to16Bit(planes, noise),
      format: 's16',
      numberOfChannels: channels,
      sampleRate,
      timestamp: frames / sampleRate,
    })
    await source.add(sample)
    sample.close()
    frames += planes[0]?.length ?? 0
  }
  await output.finalize()
  if (!target.buffer) throw new Error('The FLAC encoder gave nothing.')
  return new Uint8Array(target.buffer)
}
