import { partsOf } from '../step/actor.ts'
import type { NodeEvent } from '../types.ts'
import type { Simulation } from './simulate.ts'
import { run } from './world.ts'

/** What else happens, as chances per step of the scheduler. */
export interface Trouble {
  crash: number
  /** Somebody cancels the run. */
  cancel: number
  /** Somebody pauses or resumes a run, or one step. */
  pause: number
  /** A lane cannot go on with a job. */
  block: number
  /** Somebody cancels a step, gives it up, tries it again or says that it is done. */
  orders: number
}

/** Returns what interferes before each step. */
export function troubleMaker(sim: Simulation, trouble: Trouble): () => Promise<void> {
  const { host, random } = sim
  const { rows } = host.store
  const someRun = () => random.pick([...host.store.runs.keys()]) ?? run
  const someNode = () =>
    random.pick([...rows.keys()].filter((actor) => partsOf(actor).nodeId !== null)) ?? run

  const pause = async () => {
    const type = random.pick(['PAUSE', 'RESUME'] as const) ?? 'PAUSE'
    if (random.next() < 0.5) await host.send(someRun(), { type })
    else await host.send(someNode(), { type, alone: true })
  }
  const order = async () => {
    const orders: NodeEvent[] = [
      { type: 'CANCEL', alone: true },
      { type: 'GIVE.UP' },
      { type: 'RETRY' },
      { type: 'DONE', outputs: 'by hand' },
    ]
    const event = random.pick(orders)
    const actor = someNode()
    if (event && actor !== run) await host.send(actor, event)
  }
  return async () => {
    if (random.next() < trouble.crash) await host.reopen()
    if (random.next() < trouble.cancel) await host.send(run, { type: 'CANCEL' })
    if (random.next() < trouble.pause) await pause()
    if (random.next() < trouble.orders) await order()
    const job = random.pick(host.running())
    if (job && random.next() < trouble.block) await host.finish(job, { blocked: 'not there' })
  }
}
