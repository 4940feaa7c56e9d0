import type { PlanRequest, RunRequest } from '@segue/api'
import type { PlanVerdict, RunView } from '@segue/protocol'
import type { Json } from '../../lanes/attempt.ts'
import type { Runner } from '../../runner.ts'

/** Runs recipes on a runner and says what became of them. */
export interface TestRuns {
  /** Runs to the end, or until it can go no further by itself. */
  run(request: Partial<RunRequest>): Promise<RunView>
  /** Waits until a started run looks like this. */
  until(runId: string, is: (view: RunView) => boolean): Promise<RunView>
  /** Verdict and reason by node. */
  plan(request: Partial<PlanRequest>): Promise<Record<string, [PlanVerdict, string]>>
}

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'parked'])

/** How each step got where it is: `run`, `cached`, `kept`, or its status. */
export const howOf = ({ steps }: RunView): Record<string, string> =>
  Object.fromEntries(steps.map(({ nodeId, status, settledBy }) => [nodeId, settledBy ?? status]))

/** `recipe` is what requests run that name none; `inputs` are given to all of them. */
export function testRuns(
  runner: Runner,
  recipe: RunRequest['recipe'],
  inputs: Record<string, Json> = {},
): TestRuns {
  const { runs } = runner.services
  const whole = <R extends Partial<RunRequest>>(request: R) => ({
    recipe,
    ...request,
    inputs: { ...inputs, ...request.inputs },
  })
  const until: TestRuns['until'] = async (runId, is) => {
    const stop = new AbortController()
    for await (const _ of runs.changes({ runId }, stop.signal)) {
      const view = runner.host.runs.view(runId)
      if (is(view)) return view
    }
    throw new Error('the run was followed no further')
  }
  return {
    until,
    async run(request) {
      const { runId } = await runs.start(whole(request))
      return until(runId, ({ head }) => ended.has(head.status))
    },
    async plan(request) {
      const { nodes } = await runs.plan(whole(request))
      return Object.fromEntries(nodes.map(({ nodeId, verdict, because }) => [nodeId, [verdict, because]]))
    },
  }
}
