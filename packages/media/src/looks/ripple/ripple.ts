import type { Channels } from '../../channels/file.ts'
import type { Clock } from '../clock.ts'
import type { Look } from '../look.ts'
import { lookCurves } from '../lookCurves.ts'
import { evaluate } from '../mapping.ts'
import { shotAt, shotsOf } from '../shots.ts'
import { cameraTracks } from './camera.ts'
import { rippleRows } from './rows.ts'
import { rippleScene } from './scene.ts'

/** The close view looks down on the water; needles would hang in the dark above it. */
function onlyWide(curves: Channels, clock: Clock): Channels {
  const shots = shotsOf(clock)
  const rate = curves.rate.num / curves.rate.den
  const shown = curves.planes
    .get('stage.needles')
    ?.map((v, i) => (shotAt(shots, i, rate).view === 'wide' ? v : 0))
  return shown ? { ...curves, planes: new Map([...curves.planes, ['stage.needles', shown]]) } : curves
}

/** A kick falls into still water and the last bar and a quarter travel outward. */
export const ripple: Look = {
  id: 'ripple',
  title: 'Ripple',
  scene: rippleScene,
  async motion(curves, clock, options) {
    const shaped = onlyWide(lookCurves(curves, clock, options.seed), clock)
    const tracks = await evaluate(rippleRows(options), shaped, clock)
    for (const [name, track] of cameraTracks(curves, clock, options)) tracks.set(name, track)
    return { ...curves, planes: tracks }
  },
}
