import { setTimeout as delay } from 'node:timers/promises'
import type { OscHeard } from '@segue/protocol'
import { decodeOsc } from './decode.ts'
import { tagsOf } from './encode.ts'
import { holderOf } from './holder.ts'
import { timedMessagesOf } from './packet.ts'
import { toPlain } from './plain.ts'
import { readSenders } from './senders.ts'
import type { ListenSettings } from './settings.ts'
import { fromTimeTag } from './timeTag.ts'
import { openUdp, type Sender, type UdpPort } from './udp.ts'

/** One port that the settings opened. */
export interface Ear {
  settings: ListenSettings
  /** Why it does not listen now; null while it does. */
  trouble(): string | null
  /** How many datagrams came that are not OSC. */
  malformed(): number
  /** Calls back for every message. Returns the way to stop. */
  listen(listener: OscListener): () => void
  /** Calls back when `trouble` changed. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Resolves when the port was first tried. */
  ready: Promise<void>
  close(): Promise<void>
}

/** `dueMs` is when the bundle of a message wants it to happen, epoch milliseconds; null means at once. */
export type OscListener = (message: OscHeard, dueMs: number | null) => void

const againMs = 5000

/** Opens a port, again and again while another program has it. Strangers and what is not OSC are passed over. */
export function openEar(
  settings: ListenSettings,
  log: (text: string) => void,
  { retryMs = againMs } = {},
): Ear {
  const { host, port } = settings
  const listeners = new Set<OscListener>()
  const watchers = new Set<() => void>()
  const stop = new AbortController()
  const maySend = readSenders(settings.from)
  const complaints = new Set<string>()
  let open: UdpPort | null = null
  let trouble: string | null = 'It is being opened.'
  let malformed = 0

  const complain = (text: string) => {
    if (complaints.has(text) || complaints.size >= 20) return
    complaints.add(text)
    log(text)
  }
  const receive = (bytes: Buffer, from: Sender) => {
    if (!maySend(from.address)) return complain(`OSC on port ${port}: ${from.address} may not send here.`)
    const at = Date.now()
    try {
      for (const [{ address, values }, tag] of timedMessagesOf(decodeOsc(bytes))) {
        const heard = { address, types: tagsOf(values), values: values.map(toPlain), from: from.address, at }
        const seconds = tag === null ? null : fromTimeTag(tag)
        for (const listener of [...listeners]) listener(heard, seconds === null ? null : seconds * 1000)
      }
    } catch (error) {
      malformed++
      complain(`OSC on port ${port}, from ${from.address}: ${error instanceof Error ? error.message : error}`)
    }
  }
  const become = (next: string | null) => {
    if (next === trouble) return
    trouble = next
    if (next !== null) log(next)
    for (const watcher of watchers) watcher()
  }
  const onBroken = (error: Error) => {
    open = null
    become(`OSC port ${port} broke: ${error.message}`)
    void tryAgain()
  }
  const tryOpen = async () => {
    try {
      open = await openUdp({ host, port, receive, onBroken })
      become(null)
    } catch (error) {
      become(await whyClosed(port, error))
      void tryAgain()
    }
  }
  const tryAgain = () => delay(retryMs, undefined, { signal: stop.signal }).then(tryOpen, () => {})

  return {
    settings,
    trouble: () => trouble,
    malformed: () => malformed,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onChange(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    ready: tryOpen(),
    async close() {
      stop.abort()
      await open?.close()
    },
  }
}

async function whyClosed(port: number, error: unknown): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const holder = code === 'EADDRINUSE' ? await holderOf(port) : null
  if (holder === 'self') return `Segue itself has OSC port ${port} open already.`
  if (holder !== null) return `Another program, ${holder}, listens on OSC port ${port}.`
  if (code === 'EADDRINUSE') return `Another program listens on OSC port ${port}.`
  return `OSC port ${port} cannot be opened: ${error instanceof Error ? error.message : error}`
}
