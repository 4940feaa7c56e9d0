import { type SceneObject, type SceneSpec, trackName } from '@segue/protocol'
import type { Rgb } from '../looks/palette.ts'
import { Lens } from './lens.ts'
import { compose, type Matrix, multiply } from './matrix.ts'

/** An object as it stands in one frame. */
export interface Posed {
  object: SceneObject
  world: Matrix
  /** Linear RGB. */
  colour: Rgb
}

/** location, rotation, scale, colour; then, for a camera, the lens. */
const slots: readonly [path: string, offset: number, count: number][] = [
  ['location', 0, 3],
  ['rotation_euler', 3, 3],
  ['scale', 6, 3],
  ['color', 9, 3],
]
const lensSlot = 12
const slotCount = 13

interface Item {
  parent: number
  base: Float64Array
  now: Float64Array
  animated: { slot: number; track: Float32Array }[]
}

/** Reads a scene and its tracks frame by frame. */
export class Poses {
  private readonly spec: SceneSpec
  private readonly items: Item[]

  constructor(spec: SceneSpec, tracks: ReadonlyMap<string, Float32Array>) {
    this.spec = spec
    const { camera } = spec
    const parts = [
      ...spec.objects.map((o) => ({ ...o, lens: 0 })),
      { ...camera, scale: [1, 1, 1] as Rgb, colour: [0, 0, 0] as Rgb, lens: camera.lensMm },
    ]
    const index = new Map(parts.map(({ name }, i) => [name as string, i]))
    this.items = parts.map((part) => {
      const base = Float64Array.of(
        ...part.location,
        ...part.rotation,
        ...part.scale,
        ...part.colour,
        part.lens,
      )
      const animated: Item['animated'] = []
      const add = (path: string, i: number, slot: number) => {
        const track = tracks.get(trackName(part.name, path, i))
        if (track) animated.push({ slot, track })
      }
      for (const [path, offset, count] of slots) for (let i = 0; i < count; i++) add(path, i, offset + i)
      add('data.lens', -1, lensSlot)
      const parent = part.parent === undefined ? -1 : (index.get(part.parent) ?? -1)
      return { parent, base, now: new Float64Array(slotCount), animated }
    })
  }

  /** Every object and the camera at a frame, counted from 0; past the end the last sample holds. */
  at(frame: number, size: { width: number; height: number }): { objects: Posed[]; lens: Lens } {
    for (const { base, now, animated } of this.items) {
      now.set(base)
      for (const { slot, track } of animated) {
        now[slot] = track[Math.min(track.length - 1, Math.max(0, frame))] ?? 0
      }
    }
    const worlds: Matrix[] = []
    const world = (i: number, depth = 0): Matrix => {
      const known = worlds[i]
      if (known) return known
      const item = this.items[i]
      const own = compose(item?.now ?? new Float64Array(slotCount))
      const made = item && item.parent >= 0 && depth < 32 ? multiply(world(item.parent, depth + 1), own) : own
      worlds[i] = made
      return made
    }
    const objects = this.spec.objects.map((object, i): Posed => {
      const now = this.items[i]?.now
      return { object, world: world(i), colour: [now?.[9] ?? 0, now?.[10] ?? 0, now?.[11] ?? 0] }
    })
    const last = this.items.length - 1
    const lensMm = this.items[last]?.now[lensSlot] ?? this.spec.camera.lensMm
    return { objects, lens: new Lens({ ...this.spec.camera, lensMm }, world(last), size) }
  }
}
