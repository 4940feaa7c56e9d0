import { compile } from '../compile/compile.ts'
import type { CompileOptions } from '../compile/options.ts'
import { childRun, partsOf } from '../step/actor.ts'
import { createStep } from '../step/step.ts'
import type { Compiled, Effect, EngineEvent, NodeEvent, NodeViewState, Row, RunViewState } from '../types.ts'
import type { recipeOf } from './recipe.ts'
import { testTypes } from './types.ts'

type Succeeded = Partial<NodeEvent & { type: 'JOB.SUCCEEDED' }>

/**
 * A conversation with one run and its child runs: everything sent is delivered at once and in order; jobs wait for the
 * test. Nodes of a child run are named by their path: `map/0/inner`.
 */
export function talkTo(recipe: ReturnType<typeof recipeOf>, options: CompileOptions = {}) {
  const runs = new Map<string, Compiled>([['run_t', compile(recipe, testTypes, options)]])
  const rows = new Map<string, Row>()
  const views = new Map<string, NodeViewState | RunViewState>()
  const effects: Effect[] = []
  let now = 0

  function spawn(run: string, { nodeId, item, seed }: Effect & { t: 'spawn' }): [string, EngineEvent] {
    const child = runs.get(run)?.plan.nodes.find((node) => node.nodeId === nodeId)?.child
    if (!child) throw new Error(`${nodeId} has nothing to run`)
    const id = childRun(run, nodeId, item)
    runs.set(id, child)
    return [id, { type: 'START', seed }]
  }

  function tell(actor: string, event: EngineEvent): Effect[] {
    const queue: [string, EngineEvent][] = [[actor, event]]
    const from = effects.length
    for (const [to, each] of queue) {
      const { run } = partsOf(to)
      const compiled = runs.get(run)
      if (!compiled) throw new Error(`there is no run ${run}`)
      const next = createStep(compiled)(rows.get(to) ?? null, each, { actor: to, now })
      rows.set(to, next.row)
      effects.push(...next.effects)
      for (const effect of next.effects) {
        if (effect.t === 'spawn') queue.push(spawn(run, effect))
        if (effect.t === 'send') queue.push([effect.to, effect.event])
        if (effect.t === 'view') views.set(to, effect.view)
      }
    }
    return effects.slice(from)
  }

  const nodeView = (path: string): NodeViewState | undefined => {
    const view = views.get(`run_t/${path}`)
    return view?.of === 'node' ? view : undefined
  }
  return {
    rows,
    effects,
    run: (event: EngineEvent) => tell('run_t', event),
    node: (path: string, event: EngineEvent) => tell(`run_t/${path}`, event),
    start: () => tell('run_t', { type: 'START', seed: 'seed' }),
    succeed: (path: string, attempt = 1, more: Succeeded = {}) =>
      tell(`run_t/${path}`, {
        type: 'JOB.SUCCEEDED',
        attempt,
        outputs: `${path} ${attempt}`,
        cached: false,
        ...more,
      }),
    wait: (ms: number) => {
      now += ms
    },
    status: () => views.get('run_t')?.status,
    runView: () => views.get('run_t'),
    view: nodeView,
    statusOf: (path: string) => views.get(`run_t/${path}`)?.status,
  }
}

/** `node:attempt` of the jobs among effects. */
export const jobsIn = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.t === 'job' ? [`${effect.nodeId}:${effect.attempt}`] : []))

/** `node:attempt reason` of the jobs that effects stop. */
export const stopsIn = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) =>
    effect.t === 'stop' ? [`${effect.nodeId}:${effect.attempt} ${effect.reason}`] : [],
  )

/** Timers that effects set. */
export const timersIn = (effects: readonly Effect[]): (Effect & { t: 'timer' })[] =>
  effects.flatMap((effect) => (effect.t === 'timer' ? [effect] : []))
