import { mkdirSync } from 'node:fs'
import { type AnyNodeType, type ControlType, catalogue, type NodeType } from '@segue/nodes'
import { fail, own, type PlacedPorts, type PortInfo, portValue } from '@segue/protocol'
import { z } from 'zod'
import type { Attempt, Done, Hooks, Json } from './attempt.ts'
import { expandList, isList, isStoredList, storeLists } from './lists.ts'

const maxInlineBytes = 64 * 1024
const JsonMap = z.record(z.string(), z.json())

/**
 * Runs one node type on plain data: checks params and inputs against its schemas before, outputs after. Fails with
 * `node.params_invalid`, `node.input_invalid`, `node.output_invalid` or whatever the node fails with.
 */
export async function runStep(attempt: Attempt, hooks: Hooks, signal: AbortSignal): Promise<Done> {
  const type = typeOf(attempt)
  const ports: PlacedPorts = attempt.ports ?? type
  const promoted = Object.entries(attempt.inputs).filter(([key]) => !Object.hasOwn(ports.inputs, key))
  const params = check(
    type.params,
    { ...attempt.params, ...Object.fromEntries(promoted) },
    'node.params_invalid',
  )
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

type Params = Record<string, unknown>

/** Nodes that steer a run pass lists on as they are, except those that they count or go through. */
function looksInto({ control }: AnyNodeType, params: Params, port: string): boolean {
  return !control || control === 'approve' || (control === 'map' && params.each === port)
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
  { outputs, asks, items }: Omit<Done, 'outputs'> & { outputs: Record<string, unknown> },
  ports: PlacedPorts,
  hooks: Hooks,
): Promise<Record<string, Json>> {
  const plain = JsonMap.parse(JSON.parse(JSON.stringify(outputs)))
  const more = asks !== undefined || items !== undefined
  for (const [key, port] of Object.entries(ports.outputs)) {
    const value = own(plain, key)
    if (value === undefined && (port.optional || more)) continue
    checkPort(port, value, 'node.output_invalid', key)
  }
  // what a person is asked about stands under the name of the input it came from
  const lists = Object.keys(plain).filter((key) =>
    isList((own(ports.outputs, key) ?? own(ports.inputs, key))?.type ?? 'json'),
  )
  const stored = await storeLists(plain, { ports: lists, most: maxInlineBytes }, hooks)
  const bytes = Buffer.byteLength(JSON.stringify(stored))
  if (bytes <= maxInlineBytes) return stored
  throw fail({
    code: 'node.output_too_large',
    message: `The outputs are ${bytes} bytes of data; an edge carries at most ${maxInlineBytes}.`,
    hint: 'Pass large data on as a file.',
    kind: 'permanent',
  })
}

function checkPort({ type }: Pick<PortInfo, 'type'>, value: unknown, code: string, port: string): unknown {
  return isList(type) && isStoredList(value) ? value : check(portValue(type), value, code, port)
}

function check<T>(schema: z.ZodType<T>, value: unknown, code: string, port?: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const output = code === 'node.output_invalid'
  throw fail({
    code,
    message: `${port ? `“${port}”: ` : ''}${z.prettifyError(parsed.error)}`.slice(0, 4000),
    hint: output ? 'This is a defect of the node type.' : 'Correct the value named above.',
    kind: output ? 'bug' : 'input',
    ...(port ? { port } : {}),
  })
}
