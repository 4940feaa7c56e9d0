import { type Ear, openEar } from '@segue/osc'
import { OscHeard, oscTopic } from '@segue/protocol'
import type { Hub } from '../../bridges/hub.ts'

/** One port that a trigger listens to, with others perhaps. */
export interface SharedEar extends Pick<Ear, 'listen' | 'onChange' | 'malformed'> {
  /** Why it does not listen; undefined while nobody knows yet. */
  trouble(): string | null | undefined
  /** Is closed when nobody else listens. */
  release(): Promise<void>
}

/** Ports for OSC that triggers share: each is opened once, whoever listens. */
export interface OscEars {
  take(host: string, port: number): SharedEar
}

export interface OscEarsOptions {
  hub: Pick<Hub, 'subscribe'>
  /** Ports that OSC itself has open, by the settings of this home. */
  open: readonly number[]
  log(text: string): void
  retryMs?: number
}

/** Opens no port yet. */
export function createOscEars({ hub, open, log, retryMs }: OscEarsOptions): OscEars {
  const ears = new Map<string, { ear: Ear; users: number; isKnown: boolean }>()
  return {
    take(host, port) {
      if (open.includes(port)) return throughHub(hub, port)
      const name = `${host} ${port}`
      const settings = { host, port, from: [], maxPerSecond: 10_000 }
      const one = ears.get(name) ?? {
        ear: openEar(settings, log, retryMs === undefined ? {} : { retryMs }),
        users: 0,
        isKnown: false,
      }
      ears.set(name, one)
      one.users++
      void one.ear.ready.then(() => {
        one.isKnown = true
      })
      return {
        listen: one.ear.listen,
        onChange(listener) {
          const stop = one.ear.onChange(listener)
          void one.ear.ready.then(listener)
          return stop
        },
        malformed: one.ear.malformed,
        trouble: () => (one.isKnown ? one.ear.trouble() : undefined),
        async release() {
          one.users--
          // A trigger that was changed takes the same port in the same turn.
          await new Promise((resolve) => setImmediate(resolve))
          if (one.users > 0 || ears.get(name) !== one) return
          ears.delete(name)
          await one.ear.ready
          await one.ear.close()
        },
      }
    },
  }
}

/** A port that the settings of OSC opened, which only one part of a program can have. */
function throughHub(hub: Pick<Hub, 'subscribe'>, port: number): SharedEar {
  return {
    listen: (listener) =>
      hub.subscribe('osc', oscTopic(port), ({ data }) => {
        const read = OscHeard.safeParse(data)
        if (read.success) listener(read.data, null)
      }),
    onChange: () => () => {},
    malformed: () => 0,
    trouble: () => null,
    release: async () => {},
  }
}
