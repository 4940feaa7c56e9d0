import { compile } from '../compile/compile.ts'
import { createStep } from '../step/step.ts'
import type { Effect, EngineEvent, NodeEvent, NodeViewState, Row, RunViewState } from '../types.ts'
import type { recipeOf } from './recipe.ts'
import { testTypes } from './types.ts'

/** A conversation with one run: everything sent is delivered at once and in order; jobs wait for the test. */
export function talkTo(recipe: ReturnType<typeof recipeOf>) {
  const compiled = compile(recipe, testTypes)
  const step = createStep(compiled)
  const rows = new Map<string, Row>()
  const views = new Map<string, NodeViewState | RunViewState>()
  const effects: Effect[] = []
  let now = 0

  function tell(actor: string, event: EngineEvent): Effect[] {
    const queue: [string, EngineEvent][] = [[actor, event]]
    const from = effects.length
    for (const [to, each] of queue) {
      const next = step(rows.get(to) ?? null, each, { actor: to, now })
      rows.set(to, next.row)
      effects.push(...next.effects)
      for (const effect of next.effects) {
        if (effect.t === 'send') queue.push([effect.to, effect.event])
        if (effect.t === 'view') views.set(to, effect.view)
      }
    }
    return effects.slice(from)
  }

  return {
    rows,
    effects,
    run: (event: EngineEvent) => tell('run_t', event),
    node: (nodeId: string, event: NodeEvent) => tell(`run_t/${nodeId}`, event),
    start: () => tell('run_t', { type: 'START', seed: 'seed' }),
    succeed: (nodeId: string, attempt = 1) =>
      tell(`run_t/${nodeId}`, {
        type: 'JOB.SUCCEEDED',
        attempt,
        outputs: `${nodeId} ${attempt}`,
        cached: false,
      }),
    wait: (ms: number) => {
      now += ms
    },
    status: () => views.get('run_t')?.status,
    runView: () => views.get('run_t'),
    view: (nodeId: string) => views.get(`run_t/${nodeId}`),
    statusOf: (nodeId: string) => views.get(`run_t/${nodeId}`)?.status,
  }
}
