import type { Look } from '../look.ts'
import { evaluate } from '../mapping.ts'
import { cameraTracks } from './camera.ts'
import { rippleCurves } from './channels.ts'
import { rippleRows } from './rows.ts'
import { rippleScene } from './scene.ts'

/** A kick falls into still water and the last bar and a quarter travel outward. */
export const ripple: Look = {
  id: 'ripple',
  title: 'Ripple',
  scene: rippleScene,
  async motion(curves, clock, options) {
    const shaped = rippleCurves(curves, clock, options.seed)
    const tracks = await evaluate(rippleRows(options), shaped, clock)
    for (const [name, track] of cameraTracks(curves, clock, options)) tracks.set(name, track)
    return { ...curves, planes: tracks }
  },
}
