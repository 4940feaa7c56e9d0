import { trackName } from '@segue/protocol'
import type { Channels } from '../../channels/file.ts'
import type { Clock } from '../clock.ts'
import type { LookOptions } from '../look.ts'
import { pushAt, shotAt, shotsOf } from '../shots.ts'
import { cameraAt, compositions, type View } from './views.ts'

/** The orbit turns round after this many bars. */
const turnBars = 8

/** Degrees of orbit at a beat: about 1° per second, eased, turning round after these beats. */
function orbitAt(beat: number, spanSec: number, beats: number): number {
  const reach = Math.min(7, spanSec / 2)
  return -reach * Math.cos((Math.PI * beat) / beats)
}

/** Camera tracks: orbit, push and cuts. They follow time and locators only. */
export function cameraTracks(
  { samples, rate: { num, den } }: Pick<Channels, 'samples' | 'rate'>,
  clock: Clock,
  { format }: LookOptions,
): Map<string, Float32Array<ArrayBuffer>> {
  const composition = compositions[format]
  const rate = num / den
  const shots = shotsOf(clock)
  const first = clock.beatAt(0)
  // a loop goes there and back once
  const beats = clock.loopBeats === null ? turnBars * clock.barAt(first) : clock.loopBeats / 2
  const spanSec = clock.secAt(first + beats)
  const make = () => new Float32Array(samples)
  const [turn, y, z, tilt, lens] = [make(), make(), make(), make(), make()]
  for (let i = 0; i < samples; i++) {
    const sec = i / rate
    const shot = shotAt(shots, i, rate)
    const view: View = composition[shot.view]
    const [, back, up] = cameraAt(view, pushAt(sec, shot, clock))
    turn[i] = (orbitAt(clock.beatAt(sec) - first, spanSec, beats) * Math.PI) / 180
    y[i] = back
    z[i] = up
    tilt[i] = Math.PI / 2 - view.pitch
    lens[i] = view.lensMm
  }
  return new Map([
    [trackName('pivot', 'rotation_euler', 2), turn],
    [trackName('camera', 'location', 1), y],
    [trackName('camera', 'location', 2), z],
    [trackName('camera', 'rotation_euler', 0), tilt],
    [trackName('camera', 'data.lens', -1), lens],
  ])
}
