import type { Look } from '../look.ts'
import { lookCurves } from '../lookCurves.ts'
import { evaluate } from '../mapping.ts'
import { cameraTracks } from './camera.ts'
import { eclipseRows } from './rows.ts'
import { eclipseScene } from './scene.ts'

/** The moon stands before the sun; its light comes over the water, a bar and a quarter long. */
export const eclipse: Look = {
  id: 'eclipse',
  title: 'Eclipse',
  scene: eclipseScene,
  async motion(curves, clock, options) {
    const shaped = lookCurves(curves, clock, options.seed)
    const tracks = await evaluate(eclipseRows(options), shaped, clock)
    for (const [name, track] of cameraTracks(curves, clock, options.format)) tracks.set(name, track)
    return { ...curves, planes: tracks }
  },
}
