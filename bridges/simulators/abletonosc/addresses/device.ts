import type { OscValue } from '@segue/osc'
import type { LiveSet } from '../liveSet.ts'
import { at, int, numberOf, text } from '../python.ts'
import type { SimulatedDevice } from '../things.ts'
import type { Handler, Handlers, Params } from './handlers.ts'

/** `/live/device/…`. The words of a parameter are its number and its unit, as a stand-in for Live's own. */
export function deviceAddresses(set: LiveSet): Handlers {
  const on =
    (act: (device: SimulatedDevice, rest: Params) => readonly OscValue[] | null): Handler =>
    ([track, device, ...rest]) => {
      const found = at(at(set.tracks, numberOf(track)).devices, numberOf(device))
      const answer = act(found, rest)
      return answer && [int(numberOf(track)), int(numberOf(device)), ...answer]
    }
  const all = (property: string) => on(({ parameters }) => parameters.map((one) => one.get(property)))
  const one = (tell: (parameter: SimulatedDevice['parameters'][number]) => OscValue) =>
    on(({ parameters }, [index]) => [int(numberOf(index)), tell(at(parameters, numberOf(index)))])
  return {
    '/live/device/get/name': on(({ thing }) => [thing.get('name')]),
    '/live/device/get/class_name': on(({ thing }) => [thing.get('class_name')]),
    '/live/device/get/type': on(({ thing }) => [thing.get('type')]),
    '/live/device/get/num_parameters': on(({ parameters }) => [int(parameters.length)]),
    '/live/device/get/parameters/name': all('name'),
    '/live/device/get/parameters/value': all('value'),
    '/live/device/get/parameters/min': all('min'),
    '/live/device/get/parameters/max': all('max'),
    '/live/device/get/parameters/is_quantized': all('is_quantized'),
    '/live/device/get/parameter/name': one((parameter) => parameter.get('name')),
    '/live/device/get/parameter/value': one((parameter) => parameter.get('value')),
    '/live/device/get/parameter/value_string': one((parameter) => text(parameter.number('value').toFixed(2))),
    '/live/device/set/parameter/value': on(({ parameters }, [index, value]) => {
      at(parameters, numberOf(index)).set('value', value)
      return null
    }),
  }
}
