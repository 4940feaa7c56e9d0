import type { OscMessage, OscValue } from '@segue/osc'
import { createDebts } from './debts.ts'
import { gone, refused, unanswered } from './failure.ts'
import { createGate } from './gate.ts'
import { createPulse } from './pulse.ts'
import { int, shown } from './values.ts'
import { openWire } from './wire.ts'

/** What is asked. Answers begin with the place that was asked for; that is all that tells them apart. */
export interface Question {
  address: string
  /** Indices that the answer repeats: of the track, and of the slot or device. */
  place?: readonly number[]
  /** What follows and is not repeated. */
  more?: readonly OscValue[]
}
type Ask = (question: Question) => Promise<readonly OscValue[]>

/** While one has it, nobody else says anything to AbletonOSC, so an error that comes belongs to it. */
export interface Turn {
  ask: Ask
  /** Says something that is never answered, once. */
  tell(address: string, ...values: readonly OscValue[]): void
  /** What came on `/live/error` since the turn began, or since it was forgotten. */
  readonly errors: readonly string[]
  forget(): void
}

/** The wire of AbletonOSC, with answers that belong to questions. */
export interface OscClient {
  /**
   * The answer after the place. What is lost on the way is asked again; what Live refuses fails with its words. While
   * Live is busy it waits, until `signal` is aborted or Live is given up.
   */
  ask(question: Question, signal?: AbortSignal): Promise<readonly OscValue[]>
  alone<T>(work: (turn: Turn) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Calls back for every message but errors. Returns the way to stop. */
  listen(listener: (message: OscMessage) => void): () => void
  /** Milliseconds since AbletonOSC said anything. */
  silence(): number
  /** Why it ended. */
  closed: Promise<string>
  close(why: string): Promise<void>
}

export interface ClientTimes {
  /** A question that is unanswered for so long is looked into: about four ticks of Live. */
  answerMs: number
  /** Between two heartbeats, and between two looks whether Live is awake. */
  pulseMs: number
  /** Silence after which Live counts as gone. */
  deadMs: number
}
export const clientTimes: ClientTimes = { answerMs: 400, pulseMs: 2000, deadMs: 60_000 }

export interface ClientOptions {
  port: number
  replyPort: number
  times?: ClientTimes
}

/** So many small datagrams fit into the buffer that a system gives a port. */
const sideBySide = 48
const attempts = 3

interface Urgency {
  signal: AbortSignal
  /** Whether an answer to the same question from before is wrong: something was told since. */
  fresh: boolean
}
interface Flight {
  resolve(answer: readonly OscValue[]): void
  hurry(): void
}

/** Opens the reply port. Rejects with the system's error; whether AbletonOSC is there shows when it is asked. */
export async function openClient({
  port,
  replyPort,
  times = clientTimes,
}: ClientOptions): Promise<OscClient> {
  const flights = new Map<string, Flight>()
  const free = new Map<string, Promise<unknown>>()
  const listeners = new Set<(message: OscMessage) => void>()
  const gate = createGate(sideBySide)
  const ended = new AbortController()
  const { promise: closed, resolve } = Promise.withResolvers<string>()
  const debts = createDebts(2 * times.answerMs)
  let errors: string[] = []

  /** Something went wrong with what is under way: nobody waits for it in vain. */
  const complain = (words: string) => {
    errors.push(words)
    for (const flight of flights.values()) flight.hurry()
  }
  const receive = (message: OscMessage) => {
    pulse.heard(message.address)
    if (message.address === '/live/startup') return void close('Live opened another set.')
    if (message.address === '/live/error') {
      return complain(String(Object(message.values[0]).value ?? 'Live says nothing about it.'))
    }
    for (let size = Math.min(3, message.values.length); size >= 0; size--) {
      const key = keyOf(message.address, message.values.slice(0, size).map(plain))
      flights.get(key)?.resolve(message.values.slice(size))
      debts.answered(key)
    }
    for (const listener of [...listeners]) listener(message)
  }
  const wire = await openWire({
    port,
    replyPort,
    receive,
    onUnreadable: (bytes) => complain(`Message too long: ${bytes} bytes.`),
    onRefused: () =>
      void close('AbletonOSC is not there: Live is not open, or AbletonOSC is not chosen in it.'),
  })
  const pulse = createPulse({
    beat: () => wire.send({ address: '/live/test', values: [] }),
    everyMs: times.pulseMs,
    deadMs: times.deadMs,
    onDead: () => void close('Live has not answered for a minute.'),
  })
  const close = async (why: string) => {
    if (ended.signal.aborted) return
    ended.abort(gone(why))
    pulse.stop()
    await wire.close()
    resolve(why)
  }

  /** Asks once; null when Live went on without answering. */
  const attempt = async ({ address, place = [], more = [] }: Question, { signal, fresh }: Urgency) => {
    const key = keyOf(address, place)
    const what = JSON.stringify(more.map(shown))
    signal.throwIfAborted()
    const answer = Promise.withResolvers<readonly OscValue[]>()
    const hurry = Promise.withResolvers<null>()
    const abort = () => answer.reject(signal.reason)
    signal.addEventListener('abort', abort)
    answer.promise.catch(() => {})
    const flight: Flight = { resolve: answer.resolve, hurry: () => hurry.resolve(null) }
    const over = Promise.withResolvers<void>()
    let timer: NodeJS.Timeout | undefined
    try {
      while (free.has(key)) await Promise.race([free.get(key), answer.promise])
      free.set(key, over.promise)
      await Promise.race([debts.settled(key, what, fresh), answer.promise])
      flights.set(key, flight)
      debts.asked(key, what)
      timer = setTimeout(flight.hurry, times.answerMs)
      wire.send({ address, values: [...place.map(int), ...more] })
      const first = await Promise.race([answer.promise, hurry.promise])
      return first ?? (await Promise.race([answer.promise, pulse.awake().then(() => null)]))
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      if (flights.get(key) === flight) flights.delete(key)
      if (free.get(key) === over.promise) free.delete(key)
      over.resolve()
    }
  }
  /** Asks with nobody else around, so that an error belongs to it. */
  const insist = async (question: Question, { signal, fresh }: Urgency, times = attempts) => {
    const refusals: string[] = []
    for (let turn = 0; turn < times && refusals.length < 2; turn++) {
      const before = errors.length
      const answer = await attempt(question, { signal, fresh: fresh && turn === 0 })
      if (answer !== null) return answer
      if (errors.length === before) continue
      debts.answered(keyOf(question.address, question.place ?? []))
      refusals.push(...errors.slice(before, before + 1))
    }
    throw refusals[0] === undefined ? unanswered(question.address) : refused(refusals[0])
  }
  const either = (signal?: AbortSignal) =>
    signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal])
  /** `errors` is new for everyone who is alone. */
  const alone = <T>(work: () => Promise<T>, signal: AbortSignal) =>
    gate.alone(() => {
      errors = []
      return work()
    }, signal)

  return {
    async ask(question, signal) {
      const until = either(signal)
      const first = await gate.among(() => attempt(question, { signal: until, fresh: false }), until)
      return (
        first ?? (await alone(() => insist(question, { signal: until, fresh: false }, attempts - 1), until))
      )
    },
    alone(work, signal) {
      const until = either(signal)
      const turn: Turn = {
        ask: (question) => insist(question, { signal: until, fresh: true }),
        tell: (address, ...values) => wire.send({ address, values }),
        get errors() {
          return errors
        },
        forget() {
          errors = []
        },
      }
      return alone(() => work(turn), until)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    silence: pulse.silence,
    closed,
    close,
  }
}

const plain = (value: OscValue): number => (value.type === 'int' ? value.value : Number.NaN)
const keyOf = (address: string, place: readonly number[]): string => `${address} ${place.join(' ')}`
