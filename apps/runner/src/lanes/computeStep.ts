import { catalogue } from '@segue/nodes'
import { own } from '@segue/protocol'
import type { Attempt, Computed, Computing, Json } from './attempt.ts'
import { isStoredList } from './lists.ts'
import { checkPort, looksInto, maxInlineBytes, paramsOf, plainOutputs } from './stepValues.ts'

/**
 * Does what only computes, without waiting, with the same checks as `runStep`. What would have to read or write a
 * file on the way, or fails, is left to `runStep`, which says why.
 */
export const computing: Computing = {
  can: ({ type, version }) => typeOf({ type, version }) !== null,
  compute(attempt) {
    try {
      return compute(attempt)
    } catch {
      return null
    }
  },
}

function typeOf({ type: id, version }: Pick<Attempt, 'type' | 'version'>) {
  const type = catalogue.get(id)
  return type?.compute && type.version === version ? type : null
}

function compute(attempt: Attempt): Computed | null {
  const type = typeOf(attempt)
  if (!type) return null
  const { given, feeders, now } = attempt
  const ports = attempt.ports ?? type
  const params = paramsOf(type, attempt, ports)
  const inputs: Record<string, Json> = {}
  for (const [key, port] of Object.entries(ports.inputs)) {
    const value = own(attempt.inputs, key)
    if (value === undefined) continue
    if (isStoredList(value) && looksInto(type, params, key)) return null
    // What the schema of a port gives is JSON.
    inputs[key] = checkPort(port, value, 'node.input_invalid', key) as Json
  }
  const notes: Computed['notes'] = []
  const log = (text: string, level: 'info' | 'warning' = 'info') => void notes.push({ text, level })
  const done = type.control
    ? type.compute?.({ params, inputs, given, ports, feeders, now, log })
    : { outputs: type.compute?.({ params, inputs, log }) ?? {} }
  if (!done) return null
  const outputs = plainOutputs(done, ports)
  if (Buffer.byteLength(JSON.stringify(outputs)) > maxInlineBytes) return null
  return { done: { ...done, outputs }, notes }
}
