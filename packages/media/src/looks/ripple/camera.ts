import { trackName } from '@segue/protocol'
import type { Channels } from '../../channels/file.ts'
import type { Clock } from '../clock.ts'
import type { LookOptions } from '../look.ts'
import { stageOf } from './stage.ts'
import { cameraAt, compositions, type View } from './views.ts'

/** A stretch of film from one cut to the next. */
export interface Shot {
  fromSec: number
  view: 'wide' | 'close'
}

/** The orbit turns round after this many bars, the close view gives way after half of them. */
const turnBars = 8
const closeBars = 4

/**
 * The shots of a film: a locator cuts to the close view on its downbeat, the next one (or four bars) cuts back.
 * Nothing is cut while the picture opens, in the last bars, or within a bar of another cut.
 */
export function shotsOf(clock: Clock): Shot[] {
  const { buildSec, lastWaveSec } = stageOf(clock)
  const shots: Shot[] = [{ fromSec: 0, view: 'wide' }]
  const cut = (beat: number, view: Shot['view']) => {
    const bar = clock.barAt(beat)
    const sec = clock.secAt(beat)
    const last = shots.at(-1)?.fromSec ?? 0
    if (sec < buildSec || clock.secAt(beat + 0.4 * bar) > lastWaveSec) return
    if (last > 0 && clock.beatAt(sec) - clock.beatAt(last) < bar - 1e-3) return
    shots.push({ fromSec: sec, view })
  }
  const back = (beforeBeat: number) => {
    const last = shots.at(-1)
    if (last?.view !== 'close') return
    const start = clock.beatAt(last.fromSec)
    const end = start + closeBars * clock.barAt(start)
    if (end < beforeBeat - 1e-3) cut(end, 'wide')
  }
  for (const { sec } of clock.locators) {
    const beat = clock.downbeatFrom(clock.beatAt(sec))
    back(beat)
    cut(beat, shots.at(-1)?.view === 'close' ? 'wide' : 'close')
  }
  back(Infinity)
  return shots
}

/** The shot that a frame belongs to: a cut shows on the frame in which its downbeat falls, as an onset does. */
export function shotAt(shots: readonly Shot[], frame: number, rate: number): Shot {
  return (
    shots.findLast(({ fromSec }) => Math.floor(fromSec * rate + 1e-6) <= frame) ?? {
      fromSec: 0,
      view: 'wide',
    }
  )
}

/** Degrees of orbit at a beat: about 1° per second, eased, turning round every eight bars. */
function orbitAt(beat: number, spanSec: number, bars: number): number {
  const reach = Math.min(7, spanSec / 2)
  return -reach * Math.cos((Math.PI * beat) / bars)
}

/** A slow push of 4 % per ten seconds that never runs into the rings. */
const pushAt = (sec: number) => 0.1 * (1 - Math.exp(-(0.04 * sec) / 10 / 0.1))

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
  const bars = turnBars * clock.barAt(first)
  const spanSec = clock.secAt(first + bars)
  const make = () => new Float32Array(samples)
  const [turn, y, z, tilt, lens] = [make(), make(), make(), make(), make()]
  for (let i = 0; i < samples; i++) {
    const sec = i / rate
    const shot = shotAt(shots, i, rate)
    const view: View = composition[shot.view]
    const [, back, up] = cameraAt(view, pushAt(Math.max(0, sec - shot.fromSec)))
    turn[i] = (orbitAt(clock.beatAt(sec) - first, spanSec, bars) * Math.PI) / 180
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
