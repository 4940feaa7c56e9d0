import type { HeldStep, Inside, StepView } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { below, lineOf } from './actors.ts'
import type { Feed } from './feed.ts'
import type { StepKey } from './hostTypes.ts'
import type { RunTable } from './runTable.ts'
import { planNode } from './values.ts'

/** Steps told one by one; of more than these only the number is told. What is answered makes room for the next ones. */
const told = 20

/** `run_x/a/10/b/2` after `run_x/a/9`: items by their number, steps by their name. */
const inOrder = (a: StepKey, b: StepKey): number =>
  `${a.runId}/${a.nodeId}`.localeCompare(`${b.runId}/${b.nodeId}`, 'en', { numeric: true })

/** What of the runs inside a run goes no further without a person or an event. */
export function insideOf(
  db: Database,
  { compiled, step }: Pick<RunTable, 'compiled'> & { step(key: StepKey): StepView },
  runId: string,
): Inside {
  const held = db
    .all('SELECT run_id, node_id FROM steps WHERE held = 1 AND run_id > ? AND run_id < ?', ...below(runId))
    .map(({ run_id, node_id }) => ({ runId: String(run_id), nodeId: String(node_id) }))
    .sort(inOrder)
  const placeOf = (child: string): HeldStep['place'] =>
    [...lineOf(child)]
      .reverse()
      .filter((id) => id.length > runId.length)
      .map((id) => {
        const [nodeId = '', item = ''] = id.split('/').slice(-2)
        const holder = id.slice(0, -`/${nodeId}/${item}`.length)
        const node = planNode(compiled(holder).plan.nodes, nodeId)
        const row = db.get(
          'SELECT name FROM items WHERE run_id = ? AND node_id = ? AND item = ?',
          holder,
          nodeId,
          Number(item),
        )
        const name = node?.control === 'map' && row ? String(row.name) : null
        return { step: node?.name ?? nodeId, item: name }
      })
  const steps = held
    .slice(0, told)
    .map((key) => ({ runId: key.runId, place: placeOf(key.runId), step: step(key) }))
  return { total: held.length, steps }
}

/** Tells every run above the ones in which a step was held or let go what waits in it now. */
export function tellInside(feed: Feed, table: RunTable, moved: ReadonlySet<string>): void {
  const above = new Set([...moved].flatMap((runId) => [...lineOf(runId)].slice(1)))
  for (const runId of above) feed.publish(runId, { type: 'inside', inside: table.inside(runId) })
}
