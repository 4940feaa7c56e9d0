import { AppId } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import type { KnownStep } from '../cache/cache.ts'
import { providerOf } from '../cache/closure.ts'
import type { Job, SqliteHost } from '../host/hostTypes.ts'
import { planNode } from '../host/values.ts'
import type { Attempt } from './attempt.ts'

export interface StepTools {
  host: Pick<SqliteHost, 'runs' | 'marks'>
  hub: Pick<Hub, 'states'>
}

/** The step of a job: its node, the values on its inputs, and the application that serves it now. */
export function stepOf({ host, hub }: StepTools, { runId, nodeId }: Job): KnownStep {
  const { compiled, providers } = host.runs.facts(runId)
  const node = planNode(compiled.plan.nodes, nodeId)
  if (!node) throw new Error(`${runId} has no node ${nodeId}`)
  const provider = providerOf(node.lane, providers)
  const app = AppId.safeParse(provider)
  // A run that began without the real application takes the one that came.
  const here = app.success ? hub.states().find((state) => state.app === app.data)?.provider : undefined
  const served = here === undefined || here.startsWith('standin:') ? provider : here
  return { node, inputs: host.runs.inputs(runId, node), provider: served }
}

/** What an attempt of a step gets, besides what its job says. */
export function attemptOf(
  { host }: StepTools,
  { runId, nodeId }: Job,
  { node, inputs }: KnownStep,
): Omit<Attempt, keyof Job | 'now' | 'workDir'> {
  const { type, version, params, ports, feeders } = node
  const { unattended, outFolder } = host.runs.facts(runId)
  const marks = host.marks(runId, nodeId)
  return { type, version, params, inputs, ports, feeders, outFolder, unattended, marks }
}
