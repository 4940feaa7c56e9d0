import type { Asks } from '@segue/protocol'
import type { JobEnd, RunningJob } from '../host.ts'
import type { Prng } from '../sim/prng.ts'
import { failureOf } from './events.ts'
import { type Ending, run, type World } from './world.ts'

/** The path of a job's step inside the run of a world: `n3`, `n3/0/in`. */
export const pathOf = ({ actor }: Pick<RunningJob, 'actor'>) => actor.slice(run.length + 1)

/** What an approve or wait may ask for, with a moment that has yet to come. */
function asksFor(type: string, random: Prng, soon: number): Asks {
  if (type === 'flow.approve')
    return {
      for: 'answer',
      mode: 'approve',
      question: 'Good?',
      choices: 0,
      form: null,
      deadline: random.pick([null, soon]) ?? null,
      otherwise: 'approve',
    }
  return random.next() < 0.5 ? { for: 'time', at: soon } : { for: 'event', topic: 'osc.go', deadline: null }
}

/** What a lane says when a job of a world ends as its ending says. */
export function laneWord(
  world: World,
  { job, ending, random, soon }: { job: RunningJob; ending: Ending; random: Prng; soon: number },
): JobEnd {
  if (ending !== 'ok') return { failure: failureOf(ending === 'transient' ? 'transient' : 'permanent') }
  const path = pathOf(job)
  const outputs = `${path} ${job.attempt}`
  const { type = '' } = world.recipe.graph.nodes[path] ?? {}
  const { failure, answer, event, children: gathers } = job.given
  const children = world.children[path]
  if (children && gathers !== true) return { outputs, children }
  if (type === 'flow.onFailure') return { outputs, ports: [failure ? 'failure' : 'out'] }
  const asks =
    (type === 'flow.approve' && answer === undefined) || (type === 'flow.wait' && event === undefined)
  if (asks) return { outputs, asks: asksFor(type, random, soon) }
  const ports = world.ports[path]
  return ports ? { outputs, ports } : { outputs }
}
