import { type Bus, balance, createBus } from './bus.ts'
import { createCompressor } from './dsp/compressor.ts'
import { createDucker } from './dsp/ducker.ts'
import { createEcho } from './dsp/echo.ts'
import { createLimiter } from './dsp/limiter.ts'
import { createReverb } from './dsp/reverb.ts'
import { RegionPlayer } from './regionPlayer.ts'
import { type Sends, sendsOf } from './sends.ts'
import type { SoundLibrary } from './soundLibrary.ts'
import type { ScheduledVoice, TrackPlan } from './trackPlan.ts'
import type { Voice } from './voices/voice.ts'

export const blockFrames = 2048
/** −1.5 dBFS, so that peaks between samples stay below −0.5 dB in any encoder. */
const ceiling = 10 ** (-1.5 / 20)
/** A sketch is mixed with room to spare and brought up into the limiter; recorded sound keeps its level. */
const sketchMakeUp = 1.5

/** One track while it plays. */
class Channel {
  readonly sends: Sends
  readonly #plan: TrackPlan
  readonly #voices: readonly ScheduledVoice[]
  readonly #gain: [number, number]
  #next = 0
  #sounding: Voice[] = []
  #players: RegionPlayer[] = []

  constructor(plan: TrackPlan, from: number) {
    const [left, right] = balance(plan.strip.pan)
    this.#plan = plan
    this.sends = sendsOf(plan.role, plan.report.track)
    this.#gain = [left * plan.strip.gain, right * plan.strip.gain]
    this.#voices = [...plan.voices].sort((a, b) => a.start - b.start)
    while ((this.#voices[this.#next]?.start ?? Infinity) < from) this.#next++
    this.#regions = plan.regions
      .filter(({ region }) => region.end > from)
      .sort((a, b) => a.region.start - b.region.start)
  }

  readonly #regions: TrackPlan['regions']
  #nextRegion = 0

  /** Opens and loads what the block needs. Sounds that break while they play go silent. */
  async prepare(
    at: number,
    options: { library: SoundLibrary; rate: number; fadeFrames(beats: number, frame: number): number },
  ) {
    for (
      ;
      (this.#regions[this.#nextRegion]?.region.start ?? Infinity) < at + blockFrames;
      this.#nextRegion++
    ) {
      const next = this.#regions[this.#nextRegion]
      if (!next) break
      const { region, path } = next
      const reader = await options.library.reader(path).catch(() => null)
      if (!reader) continue
      const fadeIn = options.fadeFrames(region.clip.fadeIn, region.start)
      const fadeOut = options.fadeFrames(region.clip.fadeOut, region.end)
      this.#players.push(new RegionPlayer(region, { reader, rate: options.rate, fadeIn, fadeOut }))
    }
    this.#players = this.#players.filter(({ region }) => region.end > at)
    for (const player of this.#players) {
      await player.prepare(at, blockFrames).catch(() => {
        this.#players = this.#players.filter((other) => other !== player)
      })
    }
  }

  /** Writes the block after fader and pan; `false` when it is silent. */
  render(bus: Bus, at: number): boolean {
    for (; (this.#voices[this.#next]?.start ?? Infinity) < at + blockFrames; this.#next++) {
      const voice = this.#voices[this.#next]?.create()
      if (voice) this.#sounding.push(voice)
    }
    if (this.#sounding.length === 0 && this.#players.length === 0) return false
    bus.left.fill(0)
    bus.right.fill(0)
    this.#sounding = this.#sounding.filter((voice) => voice.render(bus, at, blockFrames))
    for (const player of this.#players) player.render(bus, at, blockFrames, player.region.clip.gain)
    const [left, right] = this.#gain
    for (let i = 0; i < blockFrames; i++) {
      bus.left[i] = (bus.left[i] ?? 0) * left
      bus.right[i] = (bus.right[i] ?? 0) * right
    }
    return this.#plan.strip.heard
  }
}

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
 * Mixes the planned tracks block by block: tracks → fader → ducking → sends → bus compressor → limiter. Frames come
 * in order from `from` on; the last block may run past `to`. Each block is gone when the next is asked for. Throws the signal's reason when it is aborted.
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
  const makeUp = plans.some(({ role }) => role !== null) ? sketchMakeUp : 1
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
    compress(out, makeUp)
    limiter.process(out)
    yield skip > 0 ? { left: out.left.subarray(skip), right: out.right.subarray(skip) } : out
    skip = 0
  }
}
