import { handle } from '@segue/bridge'
import { blender } from '@segue/protocol'
import type { Desk } from './openScene.ts'

const types = {
  ring: 'MESH',
  disc: 'MESH',
  sphere: 'MESH',
  bar: 'MESH',
  box: 'MESH',
  empty: 'EMPTY',
} as const

/** `scene.build` and `scene.snapshot`. */
export const sceneHandlers = (desk: Desk) => [
  handle(blender.buildScene, async ({ spec }) => {
    desk.put({ spec, fps: { num: 24, den: 1 }, startFrame: 1, tracks: null, markers: [], key: null })
    return { objects: spec.objects.length + 1 }
  }),
  handle(blender.snapshot, async () => {
    const { spec, fps, startFrame, tracks } = desk.open
    const animated = new Set([...(tracks?.planes.keys() ?? [])].map((name) => name.split(':')[0]))
    const objects = spec.objects.map(({ name, kind }) => ({
      name,
      type: types[kind],
      animated: animated.has(name),
    }))
    return {
      name: spec.look,
      objects: [...objects, { name: 'camera', type: 'CAMERA', animated: animated.has('camera') }],
      cameras: ['camera'],
      camera: 'camera',
      frameStart: startFrame,
      frameEnd: startFrame + Math.max(1, tracks?.samples ?? 1) - 1,
      fps,
      ...spec.size,
      engine: 'canvas',
      viewTransform: 'Standard',
      missing: [],
      scriptsBlocked: false,
      motionBlur: null,
      simulations: [],
      segue: null,
      look: spec.look,
    }
  }),
]
