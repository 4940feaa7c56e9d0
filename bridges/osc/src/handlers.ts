import { type CommandHandler, handle } from '@segue/bridge'
import { fail, failureOf, type OscHeard, osc } from '@segue/protocol'
import type { Ear } from './ear.ts'
import { encodeOsc, tagsOf } from './encode.ts'
import { fitsPattern } from './pattern.ts'
import { toOsc } from './plain.ts'
import { sendDatagram } from './udp.ts'

/** The commands of OSC over these ears. */
export const oscHandlers = (ears: readonly Ear[]): CommandHandler[] => [
  handle(osc.sendMessage, async ({ host, port, address, values }) => {
    const sent = values.map(toOsc)
    const bytes = encodeOsc({ address, values: sent })
    await sendDatagram(bytes, host, port).catch((error: Error) => {
      throw notSent(host, port, error)
    })
    return { types: tagsOf(sent), bytes: bytes.length }
  }),
  handle(osc.awaitMessage, async ({ port, address, timeoutMs }, { signal }) => {
    const ear = earAt(ears, port)
    return await nextMessage(ear, address, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])).catch(
      (error) => {
        throw signal.aborted ? error : silent(port, address, timeoutMs)
      },
    )
  }),
]

function earAt(ears: readonly Ear[], port: number): Ear {
  const ear = ears.find(({ settings }) => settings.port === port)
  if (ear === undefined)
    throw fail({
      code: 'bridge.not_available',
      message: `Nothing listens for OSC on port ${port}.`,
      hint: `Add { "port": ${port} } to applications.osc.listen in config.json and start Segue again.`,
      kind: 'environment',
    })
  const trouble = ear.trouble()
  if (trouble === null) return ear
  throw fail({
    code: 'bridge.not_available',
    message: trouble,
    hint: 'Close the other program, or take another port in config.json.',
    kind: 'environment',
  })
}

function nextMessage(ear: Ear, pattern: string, signal: AbortSignal): Promise<OscHeard> {
  return new Promise((resolve, reject) => {
    const stop = ear.listen((message) => {
      if (!fitsPattern(pattern, message.address)) return
      end()
      resolve(message)
    })
    const onAbort = () => {
      end()
      reject(signal.reason)
    }
    const end = () => {
      stop()
      signal.removeEventListener('abort', onAbort)
    }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
}

const silent = (port: number, address: string, timeoutMs: number) =>
  fail({
    code: 'bridge.timeout',
    message: `No OSC message ${address} came to port ${port} within ${timeoutMs / 1000} s.`,
    hint: 'Look whether the other program sends to this computer and port, or wait longer.',
    kind: 'transient',
  })

const notSent = (host: string, port: number, error: Error) =>
  fail({
    code: 'bridge.app_error',
    message: `The OSC message to ${host}:${port} could not be sent: ${failureOf(error).message}`,
    hint: 'Check the name or address of the computer, and the network.',
    kind: 'environment',
  })
