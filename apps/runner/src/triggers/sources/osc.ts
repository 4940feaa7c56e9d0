import { randomBytes } from 'node:crypto'
import { createThinner, fitsPattern, readSenders } from '@segue/osc'
import { fail, failureOf, type OscHeard } from '@segue/protocol'
import type { Clock } from '../../host/clock.ts'
import { isSmall } from './isSmall.ts'
import type { OscEars } from './oscEars.ts'
import type { OpenSource } from './source.ts'

export interface OscDeps {
  ears: OscEars
  clock: Clock
}

/** More than so many in a second start nothing; the newest of each address is told when the second is over. */
const mostPerSecond = 50
/** A bundle may ask for a moment that is so far ahead. */
const mostAheadMs = 60_000
const lookMs = 2000

/**
 * Hears OSC messages. A bundle fires at its own moment; one whose moment is over, or that names none, fires at once.
 * Everything is data: no text in a message is ever looked into.
 */
export const openOsc =
  ({ ears, clock }: OscDeps): OpenSource<'osc'> =>
  ({ trigger: { settings }, hear, passBy, stands }) => {
    const { host, port, address, onlyPress, allow } = settings
    const own = randomBytes(4).toString('hex')
    const alarms = new Set<() => void>()
    let count = 0
    let told = ''

    const say = (failure: ReturnType<typeof failureOf> | null, note: string | null) => {
      const text = JSON.stringify([failure, note])
      if (text !== told) stands({ failure, note })
      told = text
    }
    const at = (moment: number, work: () => void) => {
      const off = clock.alarm(moment, () => {
        alarms.delete(off)
        if (clock.now() < moment) at(moment, work)
        else work()
      })
      alarms.add(off)
    }
    let maySend: (address: string) => boolean
    try {
      maySend = readSenders(allow)
    } catch (error) {
      say(failureOf(error), null)
      return { close: async () => {} }
    }
    const eventOf = (message: OscHeard) => ({
      at: message.at,
      words: `${message.address} ${message.values.map(inWords).join(' ')}`.trim().slice(0, 160),
      data: { address: message.address, args: message.values, from: message.from },
    })
    const fire = (message: OscHeard) => {
      const event = { ...eventOf(message), key: `osc:${own}:${++count}` }
      // What the store does not take now is too old when it does.
      hear(event).catch((error) => say(failureOf(error), null))
    }
    const thinner = createThinner(mostPerSecond, fire)
    const receive = (message: OscHeard, dueMs: number | null) => {
      const why = refusal(message, dueMs)
      if (why !== null) return passBy(eventOf(message), why)
      if (dueMs === null || dueMs <= clock.now()) return thinner.push(message)
      at(dueMs, () => thinner.push({ ...message, at: clock.now() }))
    }
    const refusal = (message: OscHeard, dueMs: number | null): string | null => {
      if (!maySend(message.from)) return `${message.from} may not send`
      if (!fitsPattern(address, message.address)) return `its address is not ${address}`
      if (!isSmall(message.values)) return 'it holds more than a run can be given'
      const [first] = message.values
      if (onlyPress && (first === 0 || first === false)) return 'it is let go'
      return dueMs !== null && dueMs > clock.now() + mostAheadMs ? 'it is for more than a minute later' : null
    }
    const ear = ears.take(host, port)
    const look = () => {
      const trouble = ear.trouble()
      if (trouble === undefined) return
      const wrong = ear.malformed()
      const note = `${wrong} ${wrong === 1 ? 'packet that is' : 'packets that are'} not OSC came to this port.`
      say(trouble === null ? null : failureOf(portTrouble(trouble, port)), wrong === 0 ? null : note)
    }
    const again = () => {
      look()
      at(clock.now() + lookMs, again)
    }
    const stops = [ear.listen(receive), ear.onChange(look)]
    clock.defer(again)
    return {
      async close() {
        for (const stop of stops) stop()
        for (const off of alarms) off()
        thinner.close()
        await ear.release()
      },
    }
  }

const inWords = (value: OscHeard['values'][number]): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const portTrouble = (message: string, port: number) =>
  fail({
    code: 'osc.port_closed',
    message,
    hint: `Close the program that has port ${port}, or choose another port here and where it is sent from. It is tried again by itself.`,
    kind: 'environment',
  })
