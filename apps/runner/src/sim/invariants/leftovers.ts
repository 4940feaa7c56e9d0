import type { SimWorld } from '../simWorld.ts'
import { fails } from './invariant.ts'

/** Longer than anything that a runner waits for while it closes. */
const patienceMs = 10_000

/** I12: a runner that was told to end puts nothing off any more. Ends the runner of a world. */
export async function nothingIsLeft({ live, nature, disk }: SimWorld): Promise<void> {
  if (!live) return
  const { life } = live
  await nature.during(life, () => live.close())
  for (let waited = 0; waited < patienceMs; ) {
    const [task] = nature.tasks()
    if (task) {
      await nature.begin(task)
      continue
    }
    const step = Math.max(1, (nature.next() ?? Number.POSITIVE_INFINITY) - nature.steady)
    nature.pass(Math.min(step, patienceMs - waited))
    waited += Math.min(step, patienceMs - waited)
  }
  if (nature.pending(life) > 0) fails(`I12: a closed runner has put off ${nature.pending(life)} things`)
  const [running] = disk.store.all('SELECT run_id, node_id FROM jobs WHERE running = 1')
  if (running) fails(`I12: ${running.run_id}/${running.node_id} is noted as running after the end`)
}
