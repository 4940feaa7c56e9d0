import type { LaneId } from '@segue/protocol'
import type { Delivery, RunningJob } from '../host.ts'
import { partsOf } from '../step/actor.ts'
import { createStep } from '../step/step.ts'
import type {
  ActorKey,
  Compiled,
  Effect,
  EngineEvent,
  NodeViewState,
  Row,
  RunViewState,
  Step,
  TimerId,
} from '../types.ts'

/** An event on its way. `from` is the actor that sent it, or where it comes from outside. */
export interface Mail {
  id: string
  from: ActorKey | 'outside' | 'lane' | 'clock'
  to: ActorKey
  event: EngineEvent
}

export interface StoredJob extends RunningJob {
  started: boolean
  lane: LaneId
}

export interface StoredTimer {
  actor: ActorKey
  timer: TimerId
  epoch: number
  at: number
}

/** What a simulated host has on its simulated disk. Every method is one transaction. */
export interface SimStore {
  addRun(runId: string, compiled: Compiled): void
  /** Stores mail from outside or a lane, once per id. */
  post(mail: Mail): void
  /** Applies one event: row and all effects, or nothing when this id has been applied. */
  apply(mail: Mail, now: number): void
  startJob(job: StoredJob): void
  /** Takes a running job off the table; false when this attempt is not running (any more). */
  endJob(job: RunningJob): boolean
  dropTimer(timer: StoredTimer): void
  /** Mail stored and not applied, in the order it was stored. */
  readonly outbox: ReadonlyMap<string, Mail>
  readonly jobs: ReadonlyMap<ActorKey, StoredJob>
  readonly timers: ReadonlyMap<string, StoredTimer>
  readonly views: ReadonlyMap<ActorKey, NodeViewState | RunViewState>
  readonly rows: ReadonlyMap<ActorKey, Row>
  readonly deliveries: readonly Delivery[]
}

/** An empty disk. Rows are kept as JSON text and read again for each event, so that nothing lives on in memory. */
export function createStore(): SimStore {
  const steps = new Map<string, Step>()
  const outbox = new Map<string, Mail>()
  const applied = new Set<string>()
  const jobs = new Map<ActorKey, StoredJob>()
  const timers = new Map<string, StoredTimer>()
  const views = new Map<ActorKey, NodeViewState | RunViewState>()
  const rows = new Map<ActorKey, Row>()
  const deliveries: Delivery[] = []
  const timerKey = (actor: ActorKey, timer: TimerId) => `${actor} ${timer}`

  function keep(actor: ActorKey, effect: Effect): void {
    if (effect.t === 'send')
      outbox.set(effect.id, { id: effect.id, from: actor, to: effect.to, event: effect.event })
    if (effect.t === 'view') views.set(actor, effect.view)
    if (effect.t === 'job')
      jobs.set(actor, { actor, attempt: effect.attempt, lane: effect.lane, started: false })
    if (effect.t === 'stop' && jobs.get(actor)?.attempt === effect.attempt) jobs.delete(actor)
    if (effect.t === 'timer')
      timers.set(timerKey(actor, effect.timer), {
        actor,
        timer: effect.timer,
        epoch: effect.epoch,
        at: effect.at,
      })
    if (effect.t === 'untimer' && timers.get(timerKey(actor, effect.timer))?.epoch === effect.epoch)
      timers.delete(timerKey(actor, effect.timer))
  }

  return {
    addRun: (runId, compiled) => void steps.set(runId, createStep(compiled)),
    post: (mail) => {
      if (!applied.has(mail.id)) outbox.set(mail.id, mail)
    },
    apply(mail, now) {
      const step = steps.get(partsOf(mail.to).run)
      if (applied.has(mail.id) || !step) return
      const before = rows.get(mail.to)
      const stored: Row | null = before ? JSON.parse(JSON.stringify(before)) : null
      const { row, effects } = step(stored, mail.event, { actor: mail.to, now })
      applied.add(mail.id)
      outbox.delete(mail.id)
      rows.set(mail.to, row)
      for (const effect of effects) keep(mail.to, effect)
      const effectId = mail.from.startsWith('run_') ? mail.id : null
      deliveries.push({ actor: mail.to, event: mail.event, effectId })
    },
    startJob: (job) => void jobs.set(job.actor, { ...job, started: true }),
    endJob({ actor, attempt }) {
      const job = jobs.get(actor)
      return job?.started === true && job.attempt === attempt && jobs.delete(actor)
    },
    dropTimer: ({ actor, timer }) => void timers.delete(timerKey(actor, timer)),
    outbox,
    jobs,
    timers,
    views,
    rows,
    deliveries,
  }
}
