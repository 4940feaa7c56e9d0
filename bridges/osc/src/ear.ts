import { BlockList } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { OscHeard } from '@segue/protocol'
import { decodeOsc } from './decode.ts'
import { tagsOf } from './encode.ts'
import { messagesOf } from './packet.ts'
import { toPlain } from './plain.ts'
import type { ListenSettings } from './settings.ts'
import { openUdp, type Sender, type UdpPort } from './udp.ts'

/** One port that the settings opened. */
export interface Ear {
  settings: ListenSettings
  /** Why it does not listen now; null while it does. */
  trouble(): string | null
  /** Calls back for every message. Returns the way to stop. */
  listen(listener: (message: OscHeard) => void): () => void
  /** Calls back when `trouble` changed. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Resolves when the port was first tried. */
  ready: Promise<void>
  close(): Promise<void>
}

const retryMs = 5000

/** Opens a port, again and again while another program has it. Strangers and what is not OSC are passed over. */
export function openEar(settings: ListenSettings, log: (text: string) => void): Ear {
  const { host, port } = settings
  const listeners = new Set<(message: OscHeard) => void>()
  const watchers = new Set<() => void>()
  const stop = new AbortController()
  const friends = friendsOf(settings.from)
  const complaints = new Set<string>()
  let open: UdpPort | null = null
  let trouble: string | null = 'It is being opened.'

  const complain = (text: string) => {
    if (complaints.has(text) || complaints.size >= 20) return
    complaints.add(text)
    log(text)
  }
  const receive = (bytes: Buffer, from: Sender) => {
    if (settings.from.length > 0 && !friends.check(from.address))
      return complain(`OSC on port ${port}: ${from.address} may not send here.`)
    const at = Date.now()
    try {
      for (const { address, values } of messagesOf(decodeOsc(bytes))) {
        const heard = { address, types: tagsOf(values), values: values.map(toPlain), from: from.address, at }
        for (const listener of [...listeners]) listener(heard)
      }
    } catch (error) {
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
      become(whyClosed(port, error))
      void tryAgain()
    }
  }
  const tryAgain = () => delay(retryMs, undefined, { signal: stop.signal }).then(tryOpen, () => {})

  return {
    settings,
    trouble: () => trouble,
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

/** Those who may send, as the settings name them. */
function friendsOf(from: readonly string[]): BlockList {
  const friends = new BlockList()
  for (const one of from) {
    const [address = '', prefix] = one.split('/')
    if (prefix === undefined) friends.addAddress(address)
    else friends.addSubnet(address, Number(prefix))
  }
  return friends
}

function whyClosed(port: number, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return `Another program listens on OSC port ${port}.`
  return `OSC port ${port} cannot be opened: ${error instanceof Error ? error.message : error}`
}
