import type { SceneObject, SceneSpec } from '@segue/protocol'
import { type LookOptions, sizeOf } from '../look.ts'
import { type Rgb, scale } from '../palette.ts'
import { dashesOf, halosOf, raysOf } from './parts.ts'
import { cameraOf, compositions, moonOf, skyDistance, waterEnd } from './views.ts'

/** The water begins below the picture. */
const waterStart = 1.5
/** Where on the limb the last sunlight comes through, from the top. */
const bead = 0.72

/** Water and moon are darker than the sky. */
export const shade = (ground: Rgb): Rgb => scale(ground, 0.6)

const at = (colour: Rgb, location: Rgb, rotation: Rgb = [0, 0, 0]) => ({
  colour,
  location,
  rotation,
  scale: [1, 1, 1] as Rgb,
})

/** A dark moon before the sun, its corona, and its light on the water. */
export function eclipseScene({ format, seed, palette }: LookOptions): SceneSpec {
  const composition = compositions[format]
  const moon = moonOf(composition)
  const { radius, elevation } = moon
  const [, beadAway, beadHeight] = moon.at(skyDistance - 0.6)
  const facing: Rgb = [Math.PI / 2 + elevation, 0, 0]
  const objects: SceneObject[] = [
    {
      kind: 'box',
      name: 'water',
      ...at(shade(palette.ground), [0, (waterStart + waterEnd) / 2, -0.02]),
      size: [400, waterEnd - waterStart, 0.002],
    },
    { kind: 'empty', name: 'corona', ...at(palette.sun, moon.at(skyDistance), [elevation, 0, 0]) },
    {
      kind: 'disc',
      name: 'limb',
      ...at(palette.sun, moon.at(skyDistance - 0.2), facing),
      radius: radius * 1.02,
      segments: 160,
    },
    {
      kind: 'disc',
      name: 'moon',
      ...at(shade(palette.ground), moon.at(skyDistance - 0.4), facing),
      radius,
      segments: 160,
    },
    {
      kind: 'sphere',
      name: 'diamond',
      ...at(palette.pale, [radius * Math.sin(bead), beadAway, beadHeight + radius * Math.cos(bead)]),
      radius: radius * 0.075,
      segments: 32,
      rings: 16,
    },
  ]
  for (const { name, radius: size, depth, rest } of halosOf(palette, composition))
    objects.push({
      kind: 'disc',
      name,
      ...at(rest, moon.at(depth), facing),
      radius: size,
      segments: 128,
    })
  for (const { name, angle, rest } of raysOf(seed))
    objects.push({
      kind: 'bar',
      name,
      ...at(palette.warm, [0, 0, 0], [0, angle, 0]),
      parent: 'corona',
      scale: [1, 1, radius * (1 + rest)],
      width: radius * 0.016,
      depth: 0,
    })
  for (const { name, location, width, height: tall } of dashesOf(seed, palette, composition))
    objects.push({
      kind: 'bar',
      name,
      ...at(palette.deep, location),
      scale: [1, 1, tall],
      width,
      depth: 0,
    })
  return {
    look: 'eclipse',
    size: sizeOf(format, 1080),
    background: palette.ground,
    camera: cameraOf(composition),
    objects,
  }
}
