import type { LaneId } from '@segue/protocol'
import type { TestHost } from '../host.ts'
import { parentOf, partsOf } from '../step/actor.ts'
import type { ActorKey, EngineEvent } from '../types.ts'
import { type Prng, prngOf } from './prng.ts'
import { createStore, type Mail, type SimStore, type StoredJob, type StoredTimer } from './store.ts'

/** How unkind the simulated world is. Without a seed everything happens in order and once. */
export interface SimOptions {
  /** Random order between senders, in order from each one. */
  seed?: number
  /** Part of deliveries that come twice, 0–1. */
  duplicates?: number
}

/** Something that can happen next. */
type Choice =
  | { do: 'deliver'; mail: Mail }
  | { do: 'start'; job: StoredJob }
  | { do: 'fire'; timer: StoredTimer }

/** The in-memory host: virtual clock, seeded scheduler, and a crash between any two events. */
export interface SimHost extends TestHost {
  readonly store: SimStore
  readonly now: number
  /** Makes one of the things happen that can without a job ending or time passing; false when nothing can. */
  stepOnce(): boolean
  /** Moves the clock on and does nothing else. */
  pass(ms: number): void
  /** The next moment of the clock at which something can happen, or null. */
  nextAt(): number | null
}

const serialLanes: ReadonlySet<LaneId> = new Set(['live', 'td', 'blender'])

/** A fresh simulated host. */
export function createSimHost({ seed, duplicates = 0 }: SimOptions = {}): SimHost {
  const store = createStore()
  const random: Prng | null = seed === undefined ? null : prngOf(seed)
  let now = 0
  let outsideMail = 0
  let lifeLeft = Number.POSITIVE_INFINITY
  /** Copies of delivered mail that come again. They do not survive a crash. */
  let echoes: Mail[] = []

  /** No job begins while its run, or one that holds it, is paused. */
  const isHeld = (actor: ActorKey): boolean => {
    for (let run: string | undefined = partsOf(actor).run; run !== undefined; run = parentOf(run)?.run)
      if (store.views.get(run)?.status === 'paused') return true
    return false
  }

  function startable(): StoredJob[] {
    const busy = new Set<LaneId>()
    for (const job of store.jobs.values()) if (job.started && serialLanes.has(job.lane)) busy.add(job.lane)
    return [...store.jobs.values()].filter((job) => {
      if (job.started || busy.has(job.lane) || job.notBefore > now || isHeld(job.actor)) return false
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

  function happen(choice: Choice): void {
    if (choice.do === 'start') store.startJob(choice.job)
    if (choice.do === 'fire') store.fire(choice.timer)
    if (choice.do !== 'deliver') return
    const { mail } = choice
    store.apply(mail, now)
    lifeLeft--
    echoes = echoes.filter(({ id }) => id !== mail.id)
    if (random && random.next() < duplicates) echoes.push(mail)
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
    stepOnce,
    nextAt() {
      const blocked = Array.from(store.jobs.values(), ({ notBefore }) => notBefore).filter((at) => at > now)
      const times = [...blocked, ...Array.from(store.timers.values(), ({ at }) => at)]
      return times.length > 0 ? Math.min(...times) : null
    },
    async start({ runId, seed: runSeed, compiled }) {
      store.addRun(runId, compiled)
      post(runId, { type: 'START', seed: runSeed })
    },
    send: async (actor, event) => post(actor, event),
    view: (actor) => store.views.get(actor) ?? null,
    idle,
    running: () => [...store.jobs.values()].filter(({ started }) => started),
    finish: async (job, end) => void store.endJob(job, end, now),
    async answer(actor, answer) {
      const view = store.views.get(actor)
      if (view?.of === 'node') post(actor, { type: 'ANSWER', outputs: view.outputs ?? '', answer })
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
      for (const job of [...store.jobs.values()]) store.endJob(job, 'lost', now)
    },
    deliveries: () => store.deliveries,
    close: async () => {},
  }
}
