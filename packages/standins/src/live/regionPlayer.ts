import type { AudioRegion } from './audioRegion.ts'
import type { Bus } from './bus.ts'
import type { SoundReader, Stretch } from './soundLibrary.ts'
import { between } from './voices/buffer.ts'

/** Frames between two looks at the warp; straight lines in between. */
const chunk = 64
const margin = 8

/** Plays one region of a file: `prepare` loads what a block needs, `render` adds it to the bus. */
export class RegionPlayer {
  readonly region: AudioRegion
  readonly #reader: SoundReader
  readonly #rate: number
  readonly #fades: { inFrames: number; outFrames: number }
  readonly #grains: { length: number; reach: number }
  #stretch: Stretch | null = null
  /** File frame where the grain that sounds now would go on. */
  #next: number | null = null
  #grainStarts: { frame: number; file: number }[] = []

  constructor(
    region: AudioRegion,
    options: { reader: SoundReader; rate: number; fadeIn: number; fadeOut: number },
  ) {
    this.region = region
    this.#reader = options.reader
    this.#rate = options.rate
    const startsInside = region.fileSec(region.start) > 0.001
    this.#fades = {
      inFrames: Math.max(startsInside ? 96 : 1, options.fadeIn),
      outFrames: Math.max(192, options.fadeOut),
    }
    this.#grains = { length: 2 * Math.round(0.03 * options.rate), reach: Math.round(0.006 * options.rate) }
  }

  async prepare(at: number, frames: number): Promise<void> {
    const { start, end, fileSec, grainSpeed } = this.region
    const from = Math.max(start, at - (grainSpeed === null ? 0 : this.#grains.length))
    const to = Math.min(end, at + frames)
    const edge =
      grainSpeed === null ? margin : this.#grains.length * Math.max(1, grainSpeed) * 2 + this.#grains.reach
    const places = [fileSec(from), fileSec(to)].map((sec) => sec * this.#rate)
    const low = Math.floor(Math.min(...places) - edge)
    const high = Math.ceil(Math.max(...places) + edge)
    this.#stretch = await this.#reader.stretch(Math.max(0, low), Math.max(0, high))
  }

  render(bus: Bus, at: number, frames: number, gain: number): void {
    const stretch = this.#stretch
    if (!stretch) return
    const { start, end, grainSpeed } = this.region
    const [from, to] = [Math.max(start, at), Math.min(end, at + frames)]
    const envelope = (frame: number) =>
      gain * Math.min(1, (frame - start) / this.#fades.inFrames, (end - frame) / this.#fades.outFrames)
    if (grainSpeed === null) this.#renderPlain(bus, { at, from, to, stretch, envelope })
    else this.#renderGrains(bus, { at, from, to, stretch, envelope, speed: grainSpeed })
  }

  #renderPlain(
    bus: Bus,
    {
      at,
      from,
      to,
      stretch,
      envelope,
    }: { at: number; from: number; to: number; stretch: Stretch; envelope(f: number): number },
  ): void {
    for (let frame = from; frame < to; frame += chunk) {
      const span = Math.min(chunk, to - frame)
      const place = this.region.fileSec(frame) * this.#rate
      const step = (this.region.fileSec(frame + span) * this.#rate - place) / span
      for (let i = 0; i < span; i++) {
        const exact = place + i * step - stretch.from
        const index = Math.floor(exact + 1e-6)
        const part = Math.max(0, exact - index)
        const level = envelope(frame + i)
        const slot = frame + i - at
        bus.left[slot] = (bus.left[slot] ?? 0) + between(stretch.left, index, part) * level
        bus.right[slot] = (bus.right[slot] ?? 0) + between(stretch.right, index, part) * level
      }
    }
  }

  /** Overlapping grains at their own pitch, each placed where it fits the one before (WSOLA). */
  #renderGrains(
    bus: Bus,
    options: {
      at: number
      from: number
      to: number
      stretch: Stretch
      speed: number
      envelope(f: number): number
    },
  ): void {
    const { at, from, to, stretch, speed, envelope } = options
    const { length } = this.#grains
    const hop = length / 2
    const first = Math.floor((from - this.region.start) / hop) - 1
    const last = Math.floor((to - 1 - this.region.start) / hop)
    for (let n = Math.max(-1, first); n <= last; n++) {
      const grain = this.region.start + n * hop
      const file = this.#placeOf(grain, stretch, speed)
      for (let i = Math.max(0, from - grain); i < length && grain + i < to; i++) {
        const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length)
        const exact = file + i * speed - stretch.from
        const index = Math.floor(exact)
        const level = window * envelope(grain + i)
        const slot = grain + i - at
        bus.left[slot] = (bus.left[slot] ?? 0) + between(stretch.left, index, exact - index) * level
        bus.right[slot] = (bus.right[slot] ?? 0) + between(stretch.right, index, exact - index) * level
      }
    }
  }

  #placeOf(grain: number, stretch: Stretch, speed: number): number {
    const known = this.#grainStarts.find(({ frame }) => frame === grain)
    if (known) return known.file
    const { length, reach } = this.#grains
    // The middle of the grain sounds loudest: it belongs at the exact moment
    const nominal = this.region.fileSec(grain + length / 2) * this.#rate - (length / 2) * speed
    let file = nominal
    if (this.#next !== null && Math.abs(this.#next - nominal) > 1) {
      let best = Number.NEGATIVE_INFINITY
      for (let shift = -reach; shift <= reach; shift += 4) {
        let likeness = -Math.abs(shift) * 1e-9
        for (let i = 0; i < length / 2; i += 6) {
          const here = Math.round(nominal + shift + i - stretch.from)
          const there = Math.round(this.#next + i - stretch.from)
          likeness += (stretch.left[here] ?? 0) * (stretch.left[there] ?? 0)
        }
        if (likeness > best) [best, file] = [likeness, nominal + shift]
      }
    } else if (this.#next !== null) file = this.#next
    this.#next = file + (length / 2) * speed
    this.#grainStarts = [...this.#grainStarts.slice(-3), { frame: grain, file }]
    return file
  }
}
