import { live } from '@segue/protocol'
import { type Probe, thereAndBack } from './ask.ts'

const { info, snapshot, setMetronome } = live
const look = { clips: false } as const

/** The metronome, unless the set plays. */
export const liveProbe: Probe = {
  quick: info,
  async read(ask) {
    const { name, tempo, tracks } = await ask(snapshot, look)
    return `“${name}”, ${tempo} bpm, ${tracks.length} tracks`
  },
  writes: setMetronome,
  async write(ask) {
    const { metronome, playing } = await ask(snapshot, look)
    if (playing) return null
    return thereAndBack(
      'Metronome',
      metronome,
      !metronome,
      async (on) => (await ask(setMetronome, { on })).on,
    )
  },
}
