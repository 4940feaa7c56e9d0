import { trackName } from '@segue/protocol'
import type { Channels } from '../../channels/file.ts'
import type { Clock } from '../clock.ts'
import type { Format } from '../look.ts'
import { pushAt, shotAt, shotsOf } from '../shots.ts'
import { compositions, moonOf, pitchOf } from './views.ts'

/** How much of the way to the middle of the picture the close view brings the moon. */
const centred = 0.5

/** Camera tracks: a slow zoom, and cuts to a longer lens that looks up at the moon. */
export function cameraTracks(
  { samples, rate: { num, den } }: Pick<Channels, 'samples' | 'rate'>,
  clock: Clock,
  format: Format,
): Map<string, Float32Array<ArrayBuffer>> {
  const composition = compositions[format]
  const { lensMm, closeMm } = composition
  const pitch = pitchOf(composition)
  const up = pitch + centred * (moonOf(composition).elevation - pitch)
  const shots = shotsOf(clock)
  const lens = new Float32Array(samples)
  const tilt = new Float32Array(samples)
  for (let i = 0; i < samples; i++) {
    const shot = shotAt(shots, i, num / den)
    const { view } = shot
    const push = pushAt((i * den) / num, shot, clock)
    lens[i] = (view === 'wide' ? lensMm : closeMm) * (1 + push)
    tilt[i] = Math.PI / 2 + (view === 'wide' ? pitch : up)
  }
  return new Map([
    [trackName('camera', 'rotation_euler', 0), tilt],
    [trackName('camera', 'data.lens', -1), lens],
  ])
}
