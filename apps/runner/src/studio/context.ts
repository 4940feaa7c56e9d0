import type { StudioApp, StudioContext } from '@segue/api'
import {
  AppId,
  documentTopic,
  positionAfter,
  type StudioNow,
  type StudioProject,
  type StudioTime,
} from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { ProjectStore } from './projectStore.ts'
import type { Relations } from './relations.ts'
import type { Syncs } from './syncTypes.ts'

/** The studio as it is now, put together from everything that knows a part of it. */
export interface Studio {
  /** Fails with `studio.damaged`. */
  context(): StudioContext
  /** As much as a node gets, with every position as it is by now. */
  now(): StudioNow
  /** Calls back whenever `context()` may differ, as often as that happens. Returns the way to stop. */
  onChange(listener: () => void): () => void
  close(): void
}

export interface StudioOptions {
  hub: Pick<Hub, 'states' | 'connection' | 'onChange' | 'subscribe'>
  host: Pick<SqliteHost, 'running' | 'runs'>
  project: ProjectStore
  relations: Pick<Relations, 'list' | 'onChange'>
  syncs: Pick<Syncs, 'states' | 'onChange'>
  /** Epoch milliseconds. */
  now(): number
}

const shownCalls = 10
const shownEvents = 20

/** Listens to every application; starts none. */
export function openStudio(options: StudioOptions): Studio {
  const { hub, host, project, relations, syncs } = options
  const listeners = new Set<() => void>()
  /** When each application told its document last. */
  const told = new Map<AppId, number>()
  const changed = () => listeners.forEach((listener) => void listener())
  const documentOf = (app: AppId) => {
    told.set(app, options.now())
    changed()
  }
  const stops = [
    hub.onChange(changed),
    relations.onChange(changed),
    syncs.onChange(changed),
    ...AppId.options.map((app) => hub.subscribe(app, documentTopic, () => documentOf(app))),
  ]

  const apps = (): StudioApp[] => {
    const jobs = host.running()
    return hub.states().map((state) => {
      const { bridge, document, doing, latency, calls, events } = hub.connection(state.app)
      const job = jobs.find(({ lane }) => lane === state.app)
      return {
        ...state,
        bridge: bridge && { name: bridge.name, version: bridge.version, connectedAt: bridge.connectedAt },
        document,
        documentAt: document && (told.get(state.app) ?? null),
        doing: job ? stepOf(host, job) : doing && { ...doing, runId: null },
        latency,
        calls: calls.slice(0, shownCalls),
        events: events.slice(0, shownEvents),
      }
    })
  }
  const timeOf = ({ clock }: Pick<StudioProject, 'clock'>, all: readonly StudioApp[]): StudioTime | null => {
    const timed = all.filter(({ document }) => document !== null && keepsTime(document))
    const chosen =
      timed.find(({ app }) => app === clock) ?? timed.find(({ document }) => document?.playing) ?? timed[0]
    if (!chosen?.document) return null
    const { playing, tempo, meter, beats, sec, frame, fps } = chosen.document
    const at = chosen.documentAt ?? options.now()
    return { app: chosen.app, at, playing, tempo, meter, beats, sec, frame, fps }
  }
  return {
    context() {
      const { syncs: _, ...facts } = project.get()
      const all = apps()
      return {
        project: facts,
        time: timeOf(facts, all),
        apps: all,
        relations: relations.list(),
        syncs: syncs.states(),
      }
    },
    now() {
      const { name, notes, clock } = project.get()
      const all = apps()
      const now = options.now()
      const time = timeOf({ clock }, all)
      const since = (at: number | null) => (at === null ? 0 : (now - at) / 1000)
      const open = all.flatMap(({ app, document, documentAt }) =>
        document ? [[app, positionAfter(document, since(documentAt))] as const] : [],
      )
      return {
        name,
        notes,
        time: time && { ...positionAfter(time, since(time.at)), at: now },
        documents: Object.fromEntries(open),
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => stops.forEach((stop) => void stop()),
  }
}

const keepsTime = ({ tempo, sec, beats, frame }: NonNullable<StudioApp['document']>): boolean =>
  [tempo, sec, beats, frame].some((value) => value !== null)

function stepOf(
  { runs }: Pick<SqliteHost, 'runs'>,
  { runId, nodeId }: { runId: string; nodeId: string },
): StudioApp['doing'] {
  const { name, startedAt } = runs.step(runId, nodeId)
  return { title: name, since: startedAt ?? 0, runId }
}
