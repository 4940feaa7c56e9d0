import type { AnyNodeType } from '@segue/nodes'
import { fail, own, type PlacedPorts, type PortInfo, portValue } from '@segue/protocol'
import { z } from 'zod'
import type { Attempt, Done, Json } from './attempt.ts'
import { isList, isStoredList } from './lists.ts'

/** The most that outputs may have in a row; longer lists become files. */
export const maxInlineBytes = 64 * 1024
const JsonMap = z.record(z.string(), z.json())

export type Params = Record<string, unknown>

/** Params with the promoted ones among the inputs. Fails with `node.params_invalid`. */
export function paramsOf(type: AnyNodeType, { params, inputs }: Attempt, ports: PlacedPorts): Params {
  const promoted = Object.entries(inputs).filter(([key]) => !Object.hasOwn(ports.inputs, key))
  return check(type.params, { ...params, ...Object.fromEntries(promoted) }, 'node.params_invalid')
}

/** Nodes that steer a run pass lists on as they are, except those that they count or go through. */
export function looksInto({ control }: AnyNodeType, params: Params, port: string): boolean {
  return !control || control === 'approve' || (control === 'map' && params.each === port)
}

/** Outputs as plain JSON that fits the ports. A step that is not done yet may lack some. Fails with `node.output_invalid`. */
export function plainOutputs(
  { outputs, asks, items }: Omit<Done, 'outputs'> & { outputs: Record<string, unknown> },
  ports: PlacedPorts,
): Record<string, Json> {
  const plain = JsonMap.parse(JSON.parse(JSON.stringify(outputs)))
  const more = asks !== undefined || items !== undefined
  for (const [key, port] of Object.entries(ports.outputs)) {
    const value = own(plain, key)
    if (value === undefined && (port.optional || more)) continue
    checkPort(port, value, 'node.output_invalid', key)
  }
  return plain
}

/** The outputs that are lists. What a person is asked about stands under the name of the input it came from. */
export function listsIn(plain: Record<string, Json>, ports: PlacedPorts): string[] {
  return Object.keys(plain).filter((key) =>
    isList((own(ports.outputs, key) ?? own(ports.inputs, key))?.type ?? 'json'),
  )
}

/**
 * A value as the schema of its port gives it; a list that was stored stays as it is. Fails with `code`, which is
 * `node.input_invalid` or `node.output_invalid`.
 */
export function checkPort(
  { type }: Pick<PortInfo, 'type'>,
  value: unknown,
  code: string,
  port: string,
): unknown {
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
