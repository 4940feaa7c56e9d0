import type { Answer, StepOrder } from '@segue/api'
import { nodeActor, type PlanNode } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { fail, own, portValue, type StepStatus, type StepView } from '@segue/protocol'
import type { SqliteHost, StepKey, Values } from '../host/hostTypes.ts'
import { outputsHash, planNode } from '../host/values.ts'

type StepHost = Pick<SqliteHost, 'runs' | 'send' | 'storeOutputs'>

const settled: readonly StepStatus[] = ['succeeded', 'failed', 'skipped', 'cancelled']
const stuck: readonly StepStatus[] = ['retrying', 'blocked', 'unknown']

/** Gives one step an order of a person. Fails with `step.cannot` when it is in no state for it. */
export async function orderStep(
  host: StepHost,
  { runId, nodeId, order }: StepKey & { order: StepOrder },
): Promise<void> {
  const step = stepOf(host, { runId, nodeId })
  const actor = nodeActor(runId, nodeId)
  switch (order.what) {
    case 'cancel':
      must(!settled.includes(step.status), step, 'be cancelled')
      return host.send(actor, { type: 'CANCEL', alone: true })
    case 'pause':
      must(!settled.includes(step.status), step, 'be paused')
      mustStop(step, nodeIn(host, { runId, nodeId }))
      return host.send(actor, { type: 'PAUSE', alone: true })
    case 'resume':
      must(!settled.includes(step.status), step, 'go on')
      return host.send(actor, { type: 'RESUME', alone: true })
    case 'retry':
      must(stuck.includes(step.status), step, 'be tried again')
      return host.send(actor, { type: 'RETRY' })
    case 'fail':
      must(stuck.includes(step.status), step, 'be given up')
      return host.send(actor, { type: 'GIVE.UP' })
    case 'done': {
      must(stuck.includes(step.status), step, 'be marked as done')
      const node = nodeIn(host, { runId, nodeId })
      const ports = check(node, order.outputs)
      const outputs = host.storeOutputs(runId, nodeId, order.outputs)
      return host.send(actor, { type: 'DONE', outputs, ...(ports ? { ports } : {}) })
    }
  }
}

/** Takes a person's word to a step that asks. Fails with `step.not_asking` and `answer.stale`. */
export async function answerStep(host: StepHost, answer: Answer): Promise<void> {
  const { runId, nodeId, outputs, decision, pick, comment, form, by } = answer
  const step = stepOf(host, { runId, nodeId })
  if (step.asks?.for !== 'answer')
    throw fail({
      code: 'step.not_asking',
      message: `“${step.name}” does not ask for anything.`,
      hint: 'Somebody may have answered already, or the time was up. Look at the run again.',
      kind: 'input',
      nodeId,
    })
  const shown = outputsHash(outputs)
  if (shown !== outputsHash(step.outputs))
    throw fail({
      code: 'answer.stale',
      message: `“${step.name}” shows something else by now.`,
      hint: 'Look at it again, then answer.',
      kind: 'input',
      nodeId,
    })
  if (
    step.asks.mode === 'pick' &&
    decision === 'approve' &&
    !(pick !== undefined && pick < step.asks.choices)
  )
    throw fail({
      code: 'answer.no_pick',
      message: `There are ${step.asks.choices} to pick from, and none is picked.`,
      hint: 'Pick one of them.',
      kind: 'input',
      nodeId,
    })
  const said = {
    decision,
    pick: pick ?? null,
    comment: comment ?? '',
    form: form ?? {},
    at: Date.now(),
    by: by ?? null,
  }
  await host.send(nodeActor(runId, nodeId), { type: 'ANSWER', outputs: shown, answer: said })
}

function nodeIn(host: StepHost, { runId, nodeId }: StepKey): PlanNode {
  const node = planNode(host.runs.compiled(runId).plan.nodes, nodeId)
  if (node) return node
  throw fail({
    code: 'step.unknown',
    message: `The run has no step ${nodeId}.`,
    hint: 'Look at the run again.',
    kind: 'input',
  })
}

function stepOf(host: StepHost, key: StepKey): StepView {
  nodeIn(host, key)
  return host.runs.step(key.runId, key.nodeId)
}

function must(can: boolean, { name, status, nodeId }: StepView, what: string): void {
  if (can) return
  throw fail({
    code: 'step.cannot',
    message: `“${name}” is ${status}; it cannot ${what} now.`,
    hint: 'Look at the run again; it may have gone on meanwhile.',
    kind: 'input',
    nodeId,
  })
}

/** What runs and must not run twice cannot be stopped half way, so pausing it would say what is not so. */
function mustStop({ name, status, items }: StepView, { repeatable, nodeId }: PlanNode): void {
  if (status !== 'running' || items !== null || repeatable) return
  throw fail({
    code: 'step.cannot',
    message: `“${name}” runs and must not be cut off: nobody could say how much of it is done.`,
    hint: 'It goes to its end. Pause the steps after it instead.',
    kind: 'input',
    nodeId,
  })
}

/** Checks outputs that a person gives. Returns the ports with a value when some may be empty. */
function check(node: PlanNode, outputs: Values): string[] | null {
  const ports = (node.ports ?? catalogue.get(node.type))?.outputs ?? {}
  for (const [key, { type, optional }] of Object.entries(ports)) {
    const value = own(outputs, key)
    if (value === undefined && optional) continue
    if (portValue(type).safeParse(value).success) continue
    throw fail({
      code: 'step.output_invalid',
      message: `“${node.name}” needs a fitting value at “${ports[key]?.label ?? key}”.`,
      hint: 'Give a value for each output of the step, then mark it as done.',
      kind: 'input',
      nodeId: node.nodeId,
      port: key,
    })
  }
  return Object.values(ports).some(({ optional }) => optional) ? Object.keys(outputs) : null
}
