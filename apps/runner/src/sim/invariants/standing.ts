import { fails, type Invariant, over } from './invariant.ts'

/** After this long a runner offers a store again what it has refused. */
const retryMs = 1000

/** I2: nothing is called running that nobody works on, and what stands still says why. */
export const standing: Invariant = {
  name: 'I2',
  rest({ disk: { store, refusedAt }, nature, going, live }) {
    if (!live || live.life.dead || nature.steady <= refusedAt + retryMs) return
    const held = new Set(
      [...going]
        .filter(({ life }) => life === live.life)
        .map(({ attempt: { runId, nodeId, attempt } }) => `${runId}/${nodeId}@${attempt}`),
    )
    for (const { run_id, node_id, attempt } of store.all('SELECT * FROM jobs WHERE running = 1'))
      if (!held.has(`${run_id}/${node_id}@${attempt}`))
        fails(`${run_id}/${node_id} is noted as running, and no lane has it`)
    const [still] = store.all(
      `SELECT run_id, node_id FROM steps WHERE status = 'running' AND asks IS NULL AND items IS NULL
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.run_id = steps.run_id AND jobs.node_id = steps.node_id)`,
    )
    if (still) fails(`${still.run_id}/${still.node_id} is shown as running and has no job`)
    const [left] = store.all(
      `SELECT id, status FROM runs WHERE status IN ('queued', 'running')
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE run_id = runs.id)
         AND NOT EXISTS (SELECT 1 FROM timers WHERE actor > runs.id || '/' AND actor < runs.id || '0')
         AND NOT EXISTS (SELECT 1 FROM steps WHERE run_id = runs.id AND topic IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM inbox WHERE actor = runs.id OR (actor > runs.id || '/' AND actor < runs.id || '0'))
         AND NOT EXISTS (SELECT 1 FROM runs AS inner WHERE inner.parent_run = runs.id AND inner.status NOT IN ${over})`,
    )
    if (left) fails(`${left.id} is ${left.status} and nothing will take it further`)
    const [mute] = store.all("SELECT id FROM runs WHERE parked = 1 AND failures = '[]'")
    if (mute) fails(`${mute.id} is set aside and does not say why`)
  },
}
