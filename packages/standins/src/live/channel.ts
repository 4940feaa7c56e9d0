import { type Bus, balance, blockFrames } from './bus.ts'
import { RegionPlayer } from './regionPlayer.ts'
import { type Sends, sendsOf } from './sends.ts'
import type { SoundLibrary } from './soundLibrary.ts'
import type { ScheduledVoice, TrackPlan } from './trackPlan.ts'
import type { Voice } from './voices/voice.ts'

/** One track while it plays. */
export class Channel {
  readonly sends: Sends
  readonly #plan: TrackPlan
  readonly #voices: readonly ScheduledVoice[]
  readonly #regions: TrackPlan['regions']
  readonly #gain: [number, number]
  #next = 0
  #nextRegion = 0
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

  /** Opens and loads what the block needs. Sounds that break while they play go silent. */
  async prepare(
    at: number,
    options: { library: SoundLibrary; rate: number; fadeFrames(beats: number, frame: number): number },
  ) {
    for (let next = this.#regions[this.#nextRegion]; next && next.region.start < at + blockFrames; ) {
      const { region, path } = next
      next = this.#regions[++this.#nextRegion]
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
