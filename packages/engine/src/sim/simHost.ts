import type { LaneId, RunStatus } from '@segue/protocol'
import type { JobEnd, RunningJob, TestHost } from '../host.ts'
import { partsOf } from '../step/actor.ts'
import type { ActorKey, EngineEvent } from '../types.ts'
import { type Prng, prngOf } from './prng.ts'
import { createStore, type Mail, type SimStore, type StoredJob } from './store.ts'

/** How unkind the simulated world is. Without a seed everything happens in order and once. */
export interface SimOptions {
  /** Random order between senders, in order from each one. */
  seed?: number
  /** Part of deliveries that come twice, 0–1. */
  duplicates?: number
}

/** Something that can happen next. */
export type Choice =
  | { do: 'deliver'; mail: Mail }
  | { do: 'start'; job: StoredJob }
  | { do: 'fire'; timer: { actor: ActorKey; epoch: number; at: number } }

/** The in-memory host: virtual clock, seeded scheduler, and a crash between any two events. */
export interface SimHost extends TestHost {
  readonly store: SimStore
  readonly now: number
  /** All that can happen without a job ending or time passing. */
  choices(): Choice[]
  /** Makes one of them happen, in seeded order; false when nothing can. */
  stepOnce(): boolean
  /** Moves the clock on and does nothing else. */
  pass(ms: number): void
  /** Time of the next timer, or null. */
  nextTimer(): number | null
}

const serialLanes: ReadonlySet<LaneId> = new Set(['live', 'td', 'blender'])

const endEvent = ({ attempt }: RunningJob, end: JobEnd): EngineEvent => {
  if (end === 'lost') return { type: 'JOB.LOST', attempt }
  if ('failure' in end) return { type: 'JOB.FAILED', attempt, failure: end.failure }
  return { type: 'JOB.SUCCEEDED', attempt, outputs: end.outputs, cached: false }
}

/** A fresh simulated host. */
export function createSimHost({ seed, duplicates = 0 }: SimOptions = {}): SimHost {
  const store = createStore()
  const random: Prng | null = seed === undefined ? null : prngOf(seed)
  let now = 0
  let outsideMail = 0
  let lifeLeft = Number.POSITIVE_INFINITY
  /** Copies of delivered mail that come again. They do not survive a crash. */
  let echoes: Mail[] = []

  const statusOf = (actor: ActorKey): RunStatus | null => {
    const view = store.views.get(partsOf(actor).run)
    return view?.of === 'run' ? view.status : null
  }

  function startable(): StoredJob[] {
    const busy = new Set<LaneId>()
    for (const job of store.jobs.values()) if (job.started && serialLanes.has(job.lane)) busy.add(job.lane)
    return [...store.jobs.values()].filter((job) => {
      if (job.started || busy.has(job.lane) || statusOf(job.actor) === 'paused') return false
      if (!random && serialLanes.has(job.lane)) busy.add(job.lane)
      return true
    })
  }

  function choices(): Choice[] {
    const heads = new Map<string, Mail>()
    for (const mail of store.outbox.values()) {
      const way = `${mail.from} ${mail.to}`
      if (!heads.has(way)) heads.set(way, mail)
    }
    return [
      ...Array.from(heads.values(), (mail): Choice => ({ do: 'deliver', mail })),
      ...echoes.map((mail): Choice => ({ do: 'deliver', mail })),
      ...startable().map((job): Choice => ({ do: 'start', job })),
      ...Array.from(store.timers.values())
        .filter(({ at }) => at <= now)
        .map((timer): Choice => ({ do: 'fire', timer })),
    ]
  }

  function deliver(mail: Mail): void {
    store.apply(mail, now)
    lifeLeft--
    echoes = echoes.filter(({ id }) => id !== mail.id)
    if (random && random.next() < duplicates) echoes.push(mail)
  }

  const lane = (job: RunningJob, event: EngineEvent): Mail => ({
    id: `${job.actor}!${job.attempt}.${event.type}`,
    from: 'lane',
    to: job.actor,
    event,
  })

  function happen(choice: Choice): void {
    if (choice.do === 'deliver') deliver(choice.mail)
    if (choice.do === 'start') {
      store.startJob(choice.job)
      store.post(lane(choice.job, { type: 'JOB.STARTED', attempt: choice.job.attempt }))
    }
    if (choice.do === 'fire') {
      const { actor, epoch } = choice.timer
      const stored = [...store.timers.values()].find(
        (timer) => timer.actor === actor && timer.epoch === epoch,
      )
      if (!stored) return
      store.dropTimer(stored)
      const event: EngineEvent = { type: 'TIMER', id: stored.timer, epoch }
      deliver({ id: `${actor}@${epoch}`, from: 'clock', to: actor, event })
    }
  }

  function stepOnce(): boolean {
    if (lifeLeft <= 0) return false
    const all = choices()
    const choice = random ? random.pick(all) : all[0]
    if (choice) happen(choice)
    return choice !== undefined
  }

  const idle = async () => {
    while (stepOnce());
  }
  const pass = (ms: number) => {
    now += ms
  }
  const post = (to: ActorKey, event: EngineEvent) =>
    store.post({ id: `outside#${++outsideMail}`, from: 'outside', to, event })

  return {
    store,
    get now() {
      return now
    },
    choices,
    stepOnce,
    nextTimer: () => Array.from(store.timers.values(), ({ at }) => at).sort((a, b) => a - b)[0] ?? null,
    async start({ runId, seed: runSeed, compiled }) {
      store.addRun(runId, compiled)
      post(runId, { type: 'START', seed: runSeed })
    },
    send: async (actor, event) => post(actor, event),
    view: (actor) => store.views.get(actor) ?? null,
    idle,
    running: () => [...store.jobs.values()].filter(({ started }) => started),
    async finish(job, end) {
      if (store.endJob(job)) store.post(lane(job, endEvent(job, end)))
    },
    pass,
    async advance(ms) {
      pass(ms)
      await idle()
    },
    dieAfter(events) {
      lifeLeft = events
    },
    async reopen() {
      lifeLeft = Number.POSITIVE_INFINITY
      echoes = []
      for (const job of [...store.jobs.values()].filter(({ started }) => started))
        if (store.endJob(job)) store.post(lane(job, { type: 'JOB.LOST', attempt: job.attempt }))
    },
    deliveries: () => store.deliveries,
    close: async () => {},
  }
}
