import type { AppConnection, AppState } from '@segue/api'
import {
  type AppDocument,
  type AppId,
  blender,
  type CommandSpec,
  documentTopic,
  type StudioSync,
} from '@segue/protocol'
import { pino } from 'pino'
import { bridgeFailure } from '../../bridges/failure.ts'
import type { HubBridge } from '../../bridges/hubBridge.ts'
import type { EventListener } from '../../bridges/subscriptions.ts'
import { createSyncs } from '../syncs.ts'
import { FakeApp } from './fakeApp.ts'

/** Three applications and a hub without processes; time passes only where the test says so. */
export function createSyncLab(stored: StudioSync[] = []) {
  const clock = { ms: 100_000 }
  const apps = {
    live: new FakeApp('live', clock),
    td: new FakeApp('td', clock),
    blender: new FakeApp('blender', clock),
  }
  const app = (id: AppId): FakeApp => {
    if (id === 'live' || id === 'td' || id === 'blender') return apps[id]
    throw new Error(`There is no ${id} here.`)
  }
  const changes = new Set<() => void>()
  const listeners: { id: AppId; topic: string; listener: EventListener }[] = []
  const changed = () => changes.forEach((listener) => void listener())
  const tell = (id: AppId, topic: string, data: unknown) => {
    for (const one of listeners)
      if (one.id === id && one.topic === topic) one.listener({ topic, seq: 1, key: 'now', data })
  }
  const documents = new Map<AppId, AppDocument>()
  const call = async (id: AppId, spec: CommandSpec, args: unknown) => {
    const target = app(id)
    if (target.session === null) throw bridgeFailure('disconnected', 'It is gone.')
    target.busy = true
    changed()
    clock.ms += target.tripMs / 2
    await Promise.resolve()
    try {
      return spec.result.parse(target.serve(spec, spec.args.parse(args)))
    } finally {
      clock.ms += target.tripMs / 2
      target.busy = false
      changed()
    }
  }
  const state = (id: AppId): AppState => ({
    app: id,
    title: id,
    provider: app(id).session === null ? `standin:${id}@1` : `${id}@1`,
    state: app(id).session === null ? 'standIn' : app(id).busy ? 'busy' : 'idle',
    detail: '',
  })
  const connection = (id: AppId): AppConnection => {
    const { session, doing } = app(id)
    return {
      app: id,
      bridge: session === null ? null : { name: id, version: '1', session, connectedAt: 0 },
      capabilities: app(id).window ? [bringBack] : [],
      topics: [],
      latency: null,
      calls: [],
      events: [],
      document: session === null ? null : (documents.get(id) ?? null),
      doing,
    }
  }
  const bridgeOf = (id: AppId): HubBridge => ({
    provider: `${id}@1`,
    standIn: false,
    call: ((spec: CommandSpec, args: unknown) => call(id, spec, args)) as HubBridge['call'], // every overload
  })
  const saved = { syncs: stored }
  const syncs = createSyncs({
    hub: {
      use: async (id) => bridgeOf(id),
      connection,
      states: () => (['live', 'td', 'blender'] as const).map(state),
      onChange(listener) {
        changes.add(listener)
        return () => changes.delete(listener)
      },
      subscribe(id, topic, listener) {
        const one = { id, topic, listener }
        listeners.push(one)
        return () => void listeners.splice(listeners.indexOf(one), 1)
      },
    },
    load: () => saved.syncs,
    save: async (next) => {
      saved.syncs = next
    },
    working: (id) => app(id).working,
    logger: pino({ level: 'silent' }),
    now: () => clock.ms,
  })
  /** Until everything that was asked for is answered. */
  const quiet = async () => {
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    ...apps,
    syncs,
    saved,
    changed,
    quiet,
    /** The only sync there is. */
    state: () => syncs.states()[0],
    /** An application tells where it is, as it does by itself; `lateMs` after the moment it speaks of. */
    async tells(id: AppId, lateMs = 0) {
      documents.set(id, app(id).document())
      clock.ms += lateMs
      tell(id, documentTopic, documents.get(id))
      await quiet()
    },
    async tellsMarkers(id: AppId) {
      tell(id, 'markers', { markers: app(id).markers })
      await quiet()
    },
    /** Lets time pass, with every application telling its position four times a second. */
    async pass(sec: number) {
      for (let step = 0; step < sec * 4; step++) {
        clock.ms += 250
        for (const id of ['live', 'td', 'blender'] as const) if (app(id).session) await this.tells(id)
      }
    },
  }
}

/** What only a window offers. */
const bringBack = {
  command: blender.bringBack.command,
  title: '',
  description: '',
  input_schema: {},
  output_schema: {},
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
  progress: false,
  realtime: false,
  version: 1,
} as const

/** Everything is followed, from second 0 to second 0. */
export const follows = (leader: AppId, follower: AppId, more: Partial<StudioSync> = {}): StudioSync => ({
  leader,
  follower,
  on: true,
  transport: true,
  tempo: false,
  markers: false,
  offsetSec: 0,
  ...more,
})
