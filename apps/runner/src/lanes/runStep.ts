import { mkdirSync } from 'node:fs'
import { type AnyNodeType, type ControlType, catalogue, type NodeType } from '@segue/nodes'
import { fail, own, type PlacedPorts } from '@segue/protocol'
import type { Attempt, Done, Hooks, Json } from './attempt.ts'
import { expandList, storeLists } from './lists.ts'
import {
  checkPort,
  listsIn,
  looksInto,
  maxInlineBytes,
  type Params,
  paramsOf,
  plainOutputs,
} from './stepValues.ts'

/**
 * Runs one node type on plain data: checks params and inputs against its schemas before, outputs after. Fails with
 * `node.params_invalid`, `node.input_invalid`, `node.output_invalid` or whatever the node fails with.
 */
export async function runStep(attempt: Attempt, hooks: Hooks, signal: AbortSignal): Promise<Done> {
  const type = typeOf(attempt)
  const ports: PlacedPorts = attempt.ports ?? type
  const params = paramsOf(type, attempt, ports)
  const inputs: Record<string, Json> = {}
  for (const [key, port] of Object.entries(ports.inputs)) {
    const given = own(attempt.inputs, key)
    if (given === undefined) continue
    const value = looksInto(type, params, key) ? await expandList(given, hooks) : given
    // What the schema of a port gives is JSON.
    inputs[key] = checkPort(port, value, 'node.input_invalid', key) as Json
  }
  signal.throwIfAborted()
  const done = type.control
    ? await steer(type, attempt, { params, inputs, ports, hooks })
    : { outputs: await work(type, attempt, { params, inputs, hooks, signal }) }
  return { ...done, outputs: await checked(done, ports, hooks) }
}

function typeOf({ type: id, version }: Attempt): AnyNodeType {
  const type = catalogue.get(id)
  if (type?.version === version) return type
  if (type)
    throw fail({
      code: 'node.other_version',
      message: `This run was made for version ${version} of “${type.title}”, this Segue has version ${type.version}.`,
      hint: 'Use the Segue that began it, or give the step up and replace the node.',
      kind: 'environment',
    })
  throw fail({
    code: 'node.unknown_type',
    message: `This Segue has no node type “${id}”.`,
    hint: 'Update Segue, or give the step up and replace the node.',
    kind: 'environment',
  })
}

function steer(
  type: ControlType,
  { given, feeders, now }: Attempt,
  { hooks, ...args }: { params: Params; inputs: Record<string, Json>; ports: PlacedPorts; hooks: Hooks },
): Promise<Done> {
  const { children } = hooks
  return type.run({
    ...args,
    given,
    feeders,
    now,
    children,
    log: (text, level = 'info') => hooks.log(text, level),
  })
}

function work(
  type: NodeType,
  { workDir, outFolder, unattended, marks }: Attempt,
  { hooks, ...args }: { params: Params; inputs: Record<string, Json>; hooks: Hooks; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const { path, save, origin, bridge, recall, remember, trusted, approved, studio } = hooks
  const { deliver, deliverSet, gather } = hooks
  return type.run({
    ...args,
    use: {
      path,
      save,
      origin,
      bridge,
      recall,
      remember,
      trusted,
      approved,
      studio,
      get workDir() {
        mkdirSync(workDir, { recursive: true })
        return workDir
      },
      unattended,
      outFolder,
      files: { deliver, deliverSet, gather },
    },
    progress: hooks.progress,
    mark: hooks.mark,
    marks: new Map(marks),
    log: (text, level = 'info') => hooks.log(text, level),
  })
}

/** Outputs as plain JSON that fits the ports; long lists as files. A step that is not done yet may lack some. */
async function checked(
  done: Omit<Done, 'outputs'> & { outputs: Record<string, unknown> },
  ports: PlacedPorts,
  hooks: Hooks,
): Promise<Record<string, Json>> {
  const plain = plainOutputs(done, ports)
  const stored = await storeLists(plain, { ports: listsIn(plain, ports), most: maxInlineBytes }, hooks)
  const bytes = Buffer.byteLength(JSON.stringify(stored))
  if (bytes <= maxInlineBytes) return stored
  throw fail({
    code: 'node.output_too_large',
    message: `The outputs are ${bytes} bytes of data; an edge carries at most ${maxInlineBytes}.`,
    hint: 'Pass large data on as a file.',
    kind: 'permanent',
  })
}
