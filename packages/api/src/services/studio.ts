import type {
  AppDocument,
  AppId,
  StudioProject,
  StudioRelation,
  StudioSync,
  StudioTime,
} from '@segue/protocol'
import type { CallRecord, Latency } from './apps.ts'
import type { AppState } from './system.ts'

/** One application in the studio: `state` as the chips show it, and what only its connection knows. */
export interface StudioApp extends AppState {
  /** Version of the application and of its bridge; null while nothing is connected. */
  bridge: { name: string; version: string; connectedAt: number } | null
  document: AppDocument | null
  /** When it told its document, epoch milliseconds; what plays has gone on since. */
  documentAt: number | null
  /** What it does now for a run or a person; null while it is free. */
  doing: { title: string; since: number; runId: string | null } | null
  latency: Latency | null
  /** Newest first, at most ten. */
  calls: CallRecord[]
  /** What happened to its connection, newest first, at most twenty. */
  events: { at: number; state: string; detail: string }[]
}

/** How far a follower is from where it should be, and what went wrong last. */
export interface SyncState extends StudioSync {
  state: 'off' | 'waiting' | 'following' | 'failing'
  /** Follower's position minus where it should be, in seconds; null while nothing plays. */
  driftSec: number | null
  detail: string
}

/** Everything that is known of the studio: the project, its applications, what joins them. */
export interface StudioContext {
  project: Omit<StudioProject, 'syncs'>
  time: StudioTime | null
  apps: StudioApp[]
  relations: StudioRelation[]
  syncs: SyncState[]
}

/** One thing that a person does to connect an application, and a text to copy for it. */
export interface ConnectStep {
  /** Empty when the text belongs to the step before. */
  say: string
  /** A command or a line to paste; null for a click. */
  copy: string | null
}

export interface StudioService {
  context(): Promise<StudioContext>
  /** The context now, then after every change, at most four times a second. */
  changes(signal: AbortSignal): AsyncIterable<StudioContext>
  /** Keeps what is given and leaves the rest. */
  setProject(change: Partial<Omit<StudioProject, 'syncs'>>): Promise<StudioContext>
  /** Adds or replaces the sync of this leader and follower. Fails with `sync.loop` or `sync.cannot`. */
  setSync(sync: StudioSync): Promise<StudioContext>
  removeSync(pair: Pick<StudioSync, 'leader' | 'follower'>): Promise<StudioContext>
  /** Carries all markers of one application to another once. Answers with how many came to lie there. */
  carryMarkers(pair: Pick<StudioSync, 'leader' | 'follower' | 'offsetSec'>): Promise<{ markers: number }>
  connectSteps(app: AppId): Promise<ConnectStep[]>
}
