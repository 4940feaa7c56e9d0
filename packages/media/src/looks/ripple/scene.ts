import type { SceneObject, SceneSpec } from '@segue/protocol'
import { type LookOptions, sizeOf } from '../look.ts'
import { mix, type Rgb, scale } from '../palette.ts'
import { halosOf, needlesOf, ringPitch, ringsOf } from './parts.ts'
import { cameraAt, cameraOf, compositions, heightAt, pivotHeight, sunDistance } from './views.ts'

/** Walls at 62 % of the top: the form reads although nothing is lit. */
export const wallShade = 0.62
const half = 0.5
const lip = 0.02
/** The water ends just before the sun: what shines behind it is cut at the horizon. */
const waterEnd = sunDistance - 0.6

const at = (colour: Rgb, location: Rgb = [0, 0, 0]) => ({
  colour,
  location,
  rotation: [0, 0, 0] as Rgb,
  scale: [1, 1, 1] as Rgb,
})

/** Still water, forty rings around a core, a sun on the horizon and needles before it. */
export function rippleScene({ format, seed, palette }: LookOptions): SceneSpec {
  const composition = compositions[format]
  const { wide, sunRadius, sunHeight, horizon } = composition
  const trough = mix(palette.ground, palette.deep, 0.3)
  const away = -cameraAt(wide)[1] + waterEnd
  const upright: Rgb = [Math.PI / 2, 0, 0]
  const objects: SceneObject[] = [
    { kind: 'empty', name: 'pivot', ...at([1, 1, 1], [0, 0, pivotHeight]) },
    {
      // hangs on the pivot, so that the horizon stays level while the camera orbits
      kind: 'box',
      name: 'water',
      ...at(scale(palette.ground, 0.7), [
        0,
        waterEnd / 2,
        heightAt(composition, horizon, away) - pivotHeight,
      ]),
      parent: 'pivot',
      size: [240, waterEnd, 0.002],
    },
    { kind: 'disc', name: 'pool', ...at(trough, [0, 0, -0.03]), radius: 1, segments: 96 },
    {
      kind: 'sphere',
      name: 'core',
      ...at(palette.warm, [0, 0, 0.62]),
      radius: 0.62,
      segments: 48,
      rings: 24,
    },
    {
      kind: 'disc',
      name: 'sun',
      ...at(palette.warm, [0, sunDistance, sunHeight]),
      rotation: upright,
      radius: sunRadius,
      segments: 128,
    },
  ]
  for (const { name, radius, depth, rest } of halosOf(palette, composition)) {
    const colour: Rgb = [
      rest[0] + palette.ground[0],
      rest[1] + palette.ground[1],
      rest[2] + palette.ground[2],
    ]
    const placed = { ...at(colour, [0, depth, sunHeight]), rotation: upright }
    objects.push({ kind: 'disc', name, ...placed, radius, segments: 96 })
  }
  for (const { name, inner, outer } of ringsOf(palette, composition)) {
    const ring = { kind: 'ring', inner, segments: 96 } as const
    objects.push({ ...ring, name, ...at(trough, [0, 0, -lip]), outer, height: lip })
    // the wall reaches the next ring: no gap through which the ground could show
    const wall = { ...at(mix(palette.ground, palette.deep, 0.3 * wallShade), [0, 0, -half]), parent: name }
    objects.push({ ...ring, name: `${name}.wall`, ...wall, outer: inner + ringPitch, height: half - lip })
  }
  for (const { name, location, height } of needlesOf(seed, composition)) {
    objects.push({
      kind: 'bar',
      name,
      ...at(palette.deep, location),
      scale: [1, 1, height * 0.35],
      width: 0.06,
      depth: 0,
    })
  }
  return {
    look: 'ripple',
    size: sizeOf(format, 1080),
    background: palette.ground,
    camera: cameraOf(composition),
    objects,
  }
}
