import type { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import type { Live } from '../live.ts'
import { boolOrNull, numberOf, textOf } from '../values.ts'

type DeviceFact = z.infer<typeof commands.listDevices.result>['devices'][number]

const kinds: Record<number, DeviceFact['kind']> = { 1: 'audioEffect', 2: 'instrument', 4: 'midiEffect' }

/** The devices of a track, in order. */
export async function deviceFacts(live: Live, track: number, signal: AbortSignal): Promise<DeviceFact[]> {
  const ask = (property: string) =>
    live.client.ask({ address: `/live/track/get/devices/${property}`, place: [track] }, signal)
  const [names, classes, types] = await Promise.all([ask('name'), ask('class_name'), ask('type')])
  const id = live.places.tracks.idAt(track)
  return Promise.all(
    names.map(async (value, index) => {
      const name = textOf(value)
      const address = '/live/device/get/parameter/value'
      const [on] = await live.client.ask({ address, place: [track, index, 0] }, signal)
      return {
        device: live.devices.of(`${id} ${index}`, { track: id, index, name }, (known) => known.name === name),
        track: `track:${id}`,
        index,
        name,
        className: textOf(classes[index]),
        kind: kinds[numberOf(types[index])] ?? 'unknown',
        on: boolOrNull(on),
      }
    }),
  )
}
