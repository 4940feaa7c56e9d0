import { type Bus, blockFrames, createBus } from './bus.ts'
import { Channel } from './channel.ts'
import { createCompressor } from './dsp/compressor.ts'
import { createDucker } from './dsp/ducker.ts'
import { createEcho } from './dsp/echo.ts'
import { createLimiter } from './dsp/limiter.ts'
import { createReverb } from './dsp/reverb.ts'
import type { SoundLibrary } from './soundLibrary.ts'
import type { TrackPlan } from './trackPlan.ts'

/** −1.5 dBFS, so that peaks between samples stay below −0.5 dB in any encoder. */
const ceiling = 10 ** (-1.5 / 20)
/** A sketch is mixed with room to spare and brought up into the limiter; recorded sound is left as it is. */
const sketchMakeUp = 1.5

export interface EngineOptions {
  rate: number
  /** Frames of the timeline: where sound starts to be made, and where it ends. */
  from: number
  to: number
  library: SoundLibrary
  /** Seconds between echoes. */
  echoSec: number
  fadeFrames(beats: number, frame: number): number
  signal: AbortSignal
}

const add = (target: Float32Array, source: Float32Array, gain: number) => {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + (source[i] ?? 0) * gain
}

/**
 * Mixes the planned tracks: fader → ducking → sends → bus compressor (sketches only) → limiter. Blocks come in order
 * from frame `from` on; the last may run past `to`, and each is overwritten when the next is asked for. Throws the
 * signal's reason when it is aborted.
 */
export async function* mixTracks(plans: readonly TrackPlan[], options: EngineOptions): AsyncGenerator<Bus> {
  const { rate, from, to, signal } = options
  const channels = plans.map((plan) => new Channel(plan, from))
  const kicks = plans.flatMap((plan) => plan.kicks).sort((a, b) => a - b)
  const duck = createDucker(kicks, rate)
  const reverb = createReverb(rate, 1.7)
  const echo = createEcho(rate, options.echoSec)
  const compress = createCompressor(rate)
  const limiter = createLimiter(rate, ceiling)
  const sketched = plans.some(({ role }) => role !== null)
  const depth = new Float32Array(blockFrames)
  const track = createBus(blockFrames)
  const [out, room, echoes] = [createBus(blockFrames), createBus(blockFrames), createBus(blockFrames)]
  let skip = limiter.latency
  for (let at = from; at < to + limiter.latency; at += blockFrames) {
    signal.throwIfAborted()
    for (const bus of [out, room, echoes]) {
      bus.left.fill(0)
      bus.right.fill(0)
    }
    duck(at, depth)
    for (const channel of channels) {
      await channel.prepare(at, options)
      if (!channel.render(track, at)) continue
      const { sends } = channel
      if (sends.duck > 0) {
        for (let i = 0; i < blockFrames; i++) {
          const gain = 1 - sends.duck * (depth[i] ?? 0)
          track.left[i] = (track.left[i] ?? 0) * gain
          track.right[i] = (track.right[i] ?? 0) * gain
        }
      }
      for (const side of ['left', 'right'] as const) {
        add(out[side], track[side], 1)
        if (sends.reverb > 0) add(room[side], track[side], sends.reverb)
        if (sends.echo > 0) add(echoes[side], track[side], sends.echo)
      }
    }
    echo(echoes, out)
    reverb(room, out)
    if (sketched) compress(out, sketchMakeUp)
    limiter.process(out)
    yield skip > 0 ? { left: out.left.subarray(skip), right: out.right.subarray(skip) } : out
    skip = 0
  }
}
