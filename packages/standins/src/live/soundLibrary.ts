import type { Planes } from '@segue/media/sound/facts'
import { openSound, readSound } from '@segue/media/sound/open'

/** Sounds up to this long are kept whole, within the budget; longer ones are streamed. */
const wholeSec = 30
const budgetFrames = 20_000_000

/** Two channels in memory; `from` is the file frame of their first sample. */
export interface Stretch {
  from: number
  left: Float32Array
  right: Float32Array
}

/** Hands out stretches of one file, forward in time at little cost. */
export interface SoundReader {
  /** Frames `from`–`to` of the file, silence beyond its ends. May hold more. */
  stretch(from: number, to: number): Promise<Stretch>
}

const nothing: Stretch = { from: 0, left: new Float32Array(), right: new Float32Array() }

class StreamReader implements SoundReader {
  readonly #open: () => AsyncGenerator<Planes, void, undefined>
  #blocks: AsyncGenerator<Planes, void, undefined>
  #held: Stretch = nothing
  #ended = false

  constructor(open: () => AsyncGenerator<Planes, void, undefined>) {
    this.#open = open
    this.#blocks = open()
  }

  async stretch(from: number, to: number): Promise<Stretch> {
    if (from < this.#held.from) {
      await this.#blocks.return()
      this.#blocks = this.#open()
      this.#held = nothing
      this.#ended = false
    }
    while (!this.#ended && this.#held.from + this.#held.left.length < to) {
      const next = await this.#blocks.next()
      if (next.done) this.#ended = true
      else this.#append(next.value, from)
    }
    return this.#held
  }

  /** Adds a block and forgets what lies before `from`. */
  #append(block: Planes, from: number): void {
    const end = this.#held.from + this.#held.left.length
    const start = Math.max(this.#held.from, Math.min(from, end))
    const join = (old: Float32Array, fresh: Float32Array | undefined) => {
      const kept = old.subarray(start - this.#held.from)
      const joined = new Float32Array(kept.length + (fresh?.length ?? 0))
      joined.set(kept)
      joined.set(fresh ?? [], kept.length)
      return joined
    }
    const [left, right] = [join(this.#held.left, block[0]), join(this.#held.right, block[1])]
    this.#held = { from: start, left, right }
  }
}

/** Opens the files of one render, all at its sample rate and in stereo. Short ones are decoded once. */
export class SoundLibrary {
  readonly #rate: number
  readonly #whole = new Map<string, Promise<Stretch | null>>()
  readonly #seconds = new Map<string, Promise<number | null>>()
  #left = budgetFrames

  constructor(rate: number) {
    this.#rate = rate
  }

  /** Length in seconds; `null` for a file that cannot be read. */
  seconds(path: string): Promise<number | null> {
    const known = this.#seconds.get(path)
    if (known) return known
    const found = openSound(path).then(
      ({ facts }) => facts.durationSec,
      () => null,
    )
    this.#seconds.set(path, found)
    return found
  }

  /** The whole sound, at most 30 s of it; `null` when it cannot be read or the budget is spent. */
  whole(path: string): Promise<Stretch | null> {
    const known = this.#whole.get(path)
    if (known) return known
    const read = this.#read(path)
    this.#whole.set(path, read)
    return read
  }

  async #read(path: string): Promise<Stretch | null> {
    const sec = Math.min(wholeSec, (await this.seconds(path)) ?? Infinity)
    if (sec * this.#rate > this.#left) return null
    this.#left -= sec * this.#rate
    const sound = await readSound(path, { sampleRate: this.#rate, channels: 2, maxSec: wholeSec }).catch(
      () => null,
    )
    const [left, right] = sound?.planes ?? []
    return left && right ? { from: 0, left, right } : null
  }

  /** A reader for a clip: from memory when the file is short, else streamed. */
  async reader(path: string): Promise<SoundReader> {
    if (((await this.seconds(path)) ?? Infinity) <= wholeSec) {
      const whole = await this.whole(path)
      if (whole) return { stretch: async () => whole }
    }
    const sound = await openSound(path)
    return new StreamReader(() => sound.blocks({ sampleRate: this.#rate, channels: 2 }))
  }
}
