import type { Delivery, JobEnd, RunningJob } from '../host.ts'
import { childRun, partsOf } from '../step/actor.ts'
import { createStep } from '../step/step.ts'
import type {
  ActorKey,
  Compiled,
  Effect,
  EngineEvent,
  NodeViewState,
  Row,
  RunViewState,
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
  /** Not offered before this moment of the virtual clock. */
  notBefore: number
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
  /** Stores mail from outside, once per id. */
  post(mail: Mail): void
  /** Applies one event: row and all effects, or nothing when this id has been applied. */
  apply(mail: Mail, now: number): void
  startJob(job: StoredJob): void
  /** A lane's word about a running job, stored with what it means for the job; false when the attempt is not running. */
  endJob(job: RunningJob, end: JobEnd | 'lost', now: number): boolean
  /** Turns a timer into mail. */
  fire(timer: StoredTimer): void
  /** Mail stored and not applied, in the order it was stored. */
  readonly outbox: ReadonlyMap<string, Mail>
  readonly jobs: ReadonlyMap<ActorKey, StoredJob>
  readonly timers: ReadonlyMap<string, StoredTimer>
  readonly views: ReadonlyMap<ActorKey, NodeViewState | RunViewState>
  readonly rows: ReadonlyMap<ActorKey, Row>
  readonly runs: ReadonlyMap<string, Compiled>
  readonly deliveries: readonly Delivery[]
}

/** Milliseconds after which a lane that could not go on with a job is offered it again. */
const blockedMs = 1000

const endEvent = (attempt: number, end: JobEnd | 'lost'): EngineEvent => {
  if (end === 'lost') return { type: 'JOB.LOST', attempt }
  if ('failure' in end) return { type: 'JOB.FAILED', attempt, failure: end.failure }
  if ('blocked' in end) return { type: 'JOB.BLOCKED', attempt, reason: end.blocked }
  return { type: 'JOB.SUCCEEDED', attempt, cached: false, ...end }
}

/** An empty disk. Rows are kept as JSON text and read again for each event, so that nothing lives on in memory. */
export function createStore(): SimStore {
  const runs = new Map<string, Compiled>()
  const outbox = new Map<string, Mail>()
  const applied = new Set<string>()
  const jobs = new Map<ActorKey, StoredJob>()
  const timers = new Map<string, StoredTimer>()
  const views = new Map<ActorKey, NodeViewState | RunViewState>()
  const rows = new Map<ActorKey, Row>()
  const deliveries: Delivery[] = []
  let laneMail = 0
  const timerKey = (actor: ActorKey, timer: TimerId) => `${actor} ${timer}`
  const fromLane = (to: ActorKey, event: EngineEvent) => {
    const id = `lane#${++laneMail}`
    outbox.set(id, { id, from: 'lane', to, event })
  }

  function spawn(actor: ActorKey, { id, nodeId, item, seed }: Effect & { t: 'spawn' }): void {
    const { run } = partsOf(actor)
    const child = runs.get(run)?.plan.nodes.find((node) => node.nodeId === nodeId)?.child
    const to = childRun(run, nodeId, item)
    if (!child || runs.has(to)) throw new Error(`${to} cannot begin`)
    runs.set(to, child)
    outbox.set(id, { id, from: actor, to, event: { type: 'START', seed } })
  }

  function keep(actor: ActorKey, effect: Effect): void {
    if (effect.t === 'spawn') spawn(actor, effect)
    if (effect.t === 'send')
      outbox.set(effect.id, { id: effect.id, from: actor, to: effect.to, event: effect.event })
    if (effect.t === 'view') views.set(actor, effect.view)
    if (effect.t === 'job') {
      const { attempt, lane, given } = effect
      jobs.set(actor, { actor, attempt, lane, given, started: false, notBefore: 0 })
    }
    if (effect.t === 'stop' && jobs.get(actor)?.attempt === effect.attempt) jobs.delete(actor)
    if (effect.t === 'timer') {
      const { timer, epoch, at } = effect
      timers.set(timerKey(actor, timer), { actor, timer, epoch, at })
    }
    if (effect.t === 'untimer' && timers.get(timerKey(actor, effect.timer))?.epoch === effect.epoch)
      timers.delete(timerKey(actor, effect.timer))
  }

  return {
    addRun: (runId, compiled) => void runs.set(runId, compiled),
    post: (mail) => {
      if (!applied.has(mail.id)) outbox.set(mail.id, mail)
    },
    apply(mail, now) {
      const compiled = runs.get(partsOf(mail.to).run)
      if (applied.has(mail.id) || !compiled) return
      const before = rows.get(mail.to)
      const stored: Row | null = before ? JSON.parse(JSON.stringify(before)) : null
      const { row, effects } = createStep(compiled)(stored, mail.event, { actor: mail.to, now })
      applied.add(mail.id)
      outbox.delete(mail.id)
      rows.set(mail.to, row)
      for (const effect of effects) keep(mail.to, effect)
      const effectId = mail.from.startsWith('run_') ? mail.id : null
      deliveries.push({ actor: mail.to, event: mail.event, effectId })
    },
    startJob(job) {
      jobs.set(job.actor, { ...job, started: true })
      fromLane(job.actor, { type: 'JOB.STARTED', attempt: job.attempt })
    },
    endJob({ actor, attempt }, end, now) {
      const job = jobs.get(actor)
      if (!job?.started || job.attempt !== attempt) return false
      if (end !== 'lost' && 'blocked' in end)
        jobs.set(actor, { ...job, started: false, notBefore: now + blockedMs })
      else jobs.delete(actor)
      fromLane(actor, endEvent(attempt, end))
      return true
    },
    fire({ actor, timer, epoch }) {
      timers.delete(timerKey(actor, timer))
      const id = `${actor}@${timer}.${epoch}`
      outbox.set(id, { id, from: 'clock', to: actor, event: { type: 'TIMER', id: timer, epoch } })
    },
    outbox,
    jobs,
    timers,
    views,
    rows,
    runs,
    deliveries,
  }
}
