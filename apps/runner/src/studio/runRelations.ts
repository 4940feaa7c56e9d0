import type { PlanNode } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { AppId, own, type StepView } from '@segue/protocol'
import type { Feed } from '../host/feed.ts'
import type { Values } from '../host/hostTypes.ts'
import type { RunTable } from '../host/runTable.ts'
import { planNode } from '../host/values.ts'
import type { Logger } from '../log/logger.ts'
import { createProvenance, nameOf, type Origin, portKey } from './provenance.ts'
import type { Relations } from './relations.ts'

export interface RunRelationsOptions {
  feed: Pick<Feed, 'listen'>
  runs: Pick<RunTable, 'compiled' | 'inputs' | 'view' | 'unsettled'>
  relations: Pick<Relations, 'see'>
  logger: Pick<Logger, 'warn'>
}

/**
 * Sees what really went from one application to another: whenever a step of an application has run, what came in is
 * followed back to the application that made it, through whatever lies between them. Returns how to stop.
 */
export function watchRunRelations({ feed, runs, relations, logger }: RunRelationsOptions): () => void {
  const provenance = createProvenance()
  /** Runs of an earlier process: what their steps made is still to be read. */
  const earlier = new Set(runs.unsettled())

  const cameIn = (runId: string, node: PlanNode, inputs: Values): Origin[] =>
    Object.entries(inputs).flatMap(([port, value]) => {
      const source = own(node.inputs, port)
      const from = source?.from === 'node' ? portKey(`${runId}/${source.nodeId}`, source.port) : null
      return provenance.of(value, from)
    })
  /** Notes what a settled step made, and gives what came into it. */
  const note = (runId: string, { nodeId, outputs, settledBy }: StepView) => {
    const node = planNode(runs.compiled(runId).plan.nodes, nodeId)
    if (node === undefined) return null
    const app = AppId.safeParse(node.lane)
    if (provenance.isEmpty && !node.control && !app.success) return null
    const inputs = runs.inputs(runId, node)
    const origins = cameIn(runId, node, inputs)
    const at = `${runId}/${nodeId}`
    const passesOn = settledBy === 'bypassed' || node.control !== null
    if (app.success && !passesOn)
      provenance.made(app.data, at, { inputs, outputs }, (port) => labelOf(node, port))
    else provenance.passed(at, outputs, origins, passesOn ? null : node.name)
    return app.success && settledBy === 'run' ? { to: app.data, origins } : null
  }
  const recall = (runId: string) => {
    const [root = runId] = runId.split('/')
    for (const one of earlier) {
      if (one !== root && !one.startsWith(`${root}/`)) continue
      earlier.delete(one)
      for (const step of runs.view(one).steps) if (step.status === 'succeeded') note(one, step)
    }
  }
  const settle = (runId: string, step: StepView) => {
    if (earlier.size > 0) recall(runId)
    const seen = note(runId, step)
    for (const origin of seen?.origins ?? []) {
      const { from, kind, sha256 } = origin
      if (seen && from !== seen.to)
        relations.see({ from, to: seen.to, kind, name: nameOf(origin), sha256, runId })
    }
  }
  return feed.listen(({ runId, change }) => {
    try {
      if (change.type === 'step' && change.step.status === 'succeeded') settle(runId, change.step)
      if (change.type === 'head' && change.head.endedAt !== null) provenance.forget(runId)
    } catch (error) {
      logger.warn({ runId, error: String(error) }, 'what joined the applications of a run could not be told')
    }
  })
}

const labelOf = ({ type }: PlanNode, port: string): string =>
  own(catalogue.get(type)?.outputs ?? {}, port)?.label ?? port
