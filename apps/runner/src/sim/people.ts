import type { Living, SimWorld } from './simWorld.ts'

interface Held {
  runId: string
  nodeId: string | null
  what: 'paused' | 'parked' | 'unknown' | 'answer' | 'event' | 'pausedAlone'
}

/** What stands still until a person does something. */
function held({ disk: { store } }: SimWorld): Held[] {
  const runs = store.all("SELECT id, status FROM runs WHERE status IN ('paused', 'parked')")
  const steps = store.all(
    `SELECT run_id, node_id, status, reason, asks ->> 'for' AS asks FROM steps
     WHERE status = 'unknown' OR reason = 'This step is paused'
       OR (asks IS NOT NULL AND status NOT IN ('succeeded', 'failed', 'skipped', 'cancelled'))`,
  )
  return [
    ...runs.map(
      ({ id, status }): Held => ({
        runId: String(id),
        nodeId: null,
        what: status === 'paused' ? 'paused' : 'parked',
      }),
    ),
    ...steps.flatMap(({ run_id, node_id, status, asks }): Held[] => {
      const step = { runId: String(run_id), nodeId: String(node_id) }
      if (status === 'unknown') return [{ ...step, what: 'unknown' }]
      if (asks === 'answer' || asks === 'event') return [{ ...step, what: asks }]
      return asks === null ? [{ ...step, what: 'pausedAlone' }] : []
    }),
  ]
}

/** A person may be too late, or the store may take nothing: then they hear so. */
const said = (order: () => Promise<unknown>): void =>
  void Promise.resolve()
    .then(order)
    .catch(() => {})

function look({ allowed }: SimWorld, { runs, host }: Living, { runId, nodeId, what }: Held): void {
  if (nodeId === null) return said(() => runs.resume(runId))
  if (what === 'pausedAlone') return said(() => runs.step({ runId, nodeId, order: { what: 'resume' } }))
  if (what === 'event') return said(() => runs.signal({ topic: 'osc.go', data: null }))
  if (what === 'answer') {
    const { outputs } = host.runs.step(runId, nodeId)
    const form = JSON.parse('{"__proto__":{"polluted":true}}')
    return said(() => runs.answer({ runId, nodeId, outputs, decision: 'approve', form }))
  }
  const key = `${runId}/${nodeId}`
  allowed.set(key, (allowed.get(key) ?? 0) + 1)
  said(() => runs.step({ runId, nodeId, order: { what: 'retry' } }))
}

/** A person looks after one thing that waits for one. False when nothing does. */
export async function help(world: SimWorld): Promise<boolean> {
  const { live, random, nature } = world
  const one = random.pick(held(world))
  if (!live || !one) return false
  await nature.during(live.life, () => look(world, live, one))
  return true
}

const someRun = ({ disk, random }: SimWorld): string =>
  String(random.pick(disk.store.all('SELECT id FROM runs'))?.id ?? 'run_0')
const someStep = ({ disk, random }: SimWorld): { runId: string; nodeId: string } => {
  const row = random.pick(disk.store.all('SELECT run_id, node_id FROM steps'))
  return { runId: String(row?.run_id ?? 'run_0'), nodeId: String(row?.node_id ?? 'n0') }
}

function meddle(world: SimWorld, { runs, host, queue }: Living): void {
  const { random } = world
  const waiting = () => random.pick(host.queue().filter(({ running }) => !running))?.job
  const acts: (() => void)[] = [
    () => said(() => (random.next() < 0.5 ? runs.pause(someRun(world)) : runs.resume(someRun(world)))),
    () =>
      said(() =>
        runs.step({ ...someStep(world), order: { what: random.next() < 0.5 ? 'pause' : 'resume' } }),
      ),
    () => said(() => runs.prioritise({ runId: someRun(world), priority: random.below(5) - 2 })),
    () => said(() => runs.keep({ runId: someRun(world), kept: random.next() < 0.5 })),
    () => said(async () => host.trim({ days: 1, steps: random.below(20) })),
    () => {
      const job = waiting()
      const before = waiting() ?? null
      if (job)
        said(() =>
          queue.move({ job, before: before?.lane === job.lane && before.seq !== job.seq ? before : null }),
        )
    },
    () => said(() => runs.signal({ topic: '__proto__', data: JSON.parse('{"__proto__":{"polluted":1}}') })),
  ]
  random.pick(acts)?.()
}

function order(world: SimWorld, { runs }: Living): void {
  const { random, allowed, disk } = world
  const step = someStep(world)
  const what = random.pick(['cancel', 'retry', 'fail', 'done'] as const) ?? 'cancel'
  const key = `${step.runId}/${step.nodeId}`
  const isUnknown = disk.store.get(
    "SELECT 1 FROM steps WHERE run_id = ? AND node_id = ? AND status = 'unknown'",
    step.runId,
    step.nodeId,
  )
  if (what === 'retry' && isUnknown) allowed.set(key, (allowed.get(key) ?? 0) + 1)
  said(() =>
    runs.step({ ...step, order: what === 'done' ? { what, outputs: { out: 'by hand' } } : { what } }),
  )
}

/** Somebody asks for a run that nobody has asked for yet, or whose request was lost. */
function ask({ runs, nature, random }: SimWorld, { host, life }: Living): void {
  const run = random.pick(runs.filter(({ state }) => state === 'planned'))
  if (!run) return
  run.state = 'asked'
  void host.start({ ...run.start, createdAt: nature.clock.now() }).then(
    () => {
      if (!life.dead) run.state = 'accepted'
    },
    () => {
      if (!life.dead) run.state = 'planned'
    },
  )
}

/** What people do before a step of the scheduler, with the chances of the mood. */
export async function interfere(world: SimWorld): Promise<void> {
  const { random, mood, live, nature } = world
  if (!live) return
  const acts: ((living: Living) => void)[] = []
  if (random.next() < 0.05) acts.push((living) => ask(world, living))
  if (random.next() < mood.people) acts.push((living) => meddle(world, living))
  if (random.next() < mood.orders) acts.push((living) => order(world, living))
  if (random.next() < mood.cancel) acts.push(({ runs }) => said(() => runs.cancel(someRun(world))))
  for (const act of acts) await nature.during(live.life, () => act(live))
}

/** Somebody asks for the next run. False when there is none. */
export async function askNext(world: SimWorld): Promise<boolean> {
  const { live, runs, nature } = world
  if (!live || !runs.some(({ state }) => state === 'planned')) return false
  await nature.during(live.life, () => ask(world, live))
  return true
}
