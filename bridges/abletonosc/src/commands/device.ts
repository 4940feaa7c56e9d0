import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import { wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { deviceAt, trackAt } from '../refs.ts'
import { deviceFacts } from '../told/device.ts'
import { float, numberOf, textOf } from '../values.ts'
import { write } from '../writing.ts'

type ParameterFact = z.infer<typeof commands.setParameter.result>

const notTold =
  'AbletonOSC tells neither the choices of a parameter nor whether it is switched off; they stand as none and on.'

/** Devices and their knobs. */
export const deviceCommands = (live: Live): CommandHandler[] => {
  const { client } = live
  const list = (place: readonly number[], property: string, signal: AbortSignal) =>
    client.ask({ address: `/live/device/get/parameters/${property}`, place }, signal)
  /** All parameters but their words, in the order of Live. */
  const ranges = async (place: readonly number[], signal: AbortSignal) => {
    const [names = [], values = [], least = [], most = []] = await Promise.all(
      ['name', 'value', 'min', 'max'].map((property) => list(place, property, signal)),
    )
    return names.map((name, index) => ({
      index,
      name: textOf(name),
      value: numberOf(values[index]),
      min: numberOf(least[index]),
      max: numberOf(most[index]),
    }))
  }
  const fact = async (
    place: readonly number[],
    { index, ...parameter }: Awaited<ReturnType<typeof ranges>>[number],
    signal: AbortSignal,
  ): Promise<ParameterFact> => {
    const address = '/live/device/get/parameter/value_string'
    const [words] = await client.ask({ address, place: [...place, index] }, signal)
    return { ...parameter, text: textOf(words), choices: [], enabled: true }
  }
  return [
    handle(commands.listDevices, async ({ track }, { signal }) => ({
      devices: await deviceFacts(live, await trackAt(live, track, signal), signal),
    })),
    handle(commands.getParameters, async ({ names, ...which }, { signal, warn }) => {
      const { track, index } = await deviceAt(live, which, signal)
      const place = [track, index]
      const all = await ranges(place, signal)
      const wanted = names.length === 0 ? all : names.map((name) => named(all, name, which.device))
      warn(notTold)
      return { parameters: await Promise.all(wanted.map((one) => fact(place, one, signal))) }
    }),
    handle(commands.setParameter, async ({ name, value, ...which }, { signal }) => {
      const { track, index } = await deviceAt(live, which, signal)
      const place = [track, index]
      const one = named(await ranges(place, signal), name, which.device)
      if (value < one.min || value > one.max)
        throw wrong(
          `${name} goes from ${one.min} to ${one.max}, not to ${value}.`,
          'Read the parameter for its range.',
        )
      const isStill = live.places.hold({ track })
      const at = { kind: 'device', property: 'parameter/value', place: [...place, one.index] }
      await write(client, [{ ...at, value: float(value), title: name }], signal)
      await isStill(signal)
      return fact(place, { ...one, value }, signal)
    }),
  ]
}

function named<T extends { name: string }>(all: readonly T[], name: string, device: string): T {
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw wrong(`${device} has no parameter “${name}”.`, 'Read its parameters.')
  return found
}
