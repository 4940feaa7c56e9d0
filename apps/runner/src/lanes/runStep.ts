import { mkdirSync } from 'node:fs'
import { catalogue } from '@segue/nodes'
import { fail, portValue } from '@segue/protocol'
import { z } from 'zod'
import type { Attempt, Hooks, Json } from './attempt.ts'

const maxInlineBytes = 64 * 1024
const JsonMap = z.record(z.string(), z.json())

/**
 * Runs one node type on plain data: checks params and inputs against its schemas before, outputs after. Fails with
 * `node.params_invalid`, `node.input_invalid`, `node.output_invalid` or whatever the node fails with.
 */
export async function runStep(
  attempt: Attempt,
  hooks: Hooks,
  signal: AbortSignal,
): Promise<Record<string, Json>> {
  const type = catalogue.get(attempt.type)
  if (!type)
    throw fail({
      code: 'node.unknown_type',
      message: `This Segue has no node type “${attempt.type}”.`,
      hint: 'Update Segue, or replace the node.',
      kind: 'permanent',
    })
  const promoted = Object.entries(attempt.inputs).filter(([key]) => !(key in type.inputs))
  const params = check(
    type.params,
    { ...attempt.params, ...Object.fromEntries(promoted) },
    'node.params_invalid',
  )
  const inputs = Object.entries(type.inputs).flatMap(([key, port]) => {
    const value = attempt.inputs[key]
    if (value === undefined) return []
    return [[key, check(portValue(port.type), value, 'node.input_invalid', key)] as const]
  })
  const outputs = await type.run({
    params,
    inputs: Object.fromEntries(inputs),
    use: {
      path: hooks.path,
      save: hooks.save,
      origin: hooks.origin,
      bridge: hooks.bridge,
      get workDir() {
        mkdirSync(attempt.workDir, { recursive: true })
        return attempt.workDir
      },
      files: { deliver: hooks.deliver },
    },
    signal,
    progress: hooks.progress,
    mark: hooks.mark,
    marks: new Map(attempt.marks),
    log: (text, level = 'info') => hooks.log(text, level),
  })
  for (const [key, port] of Object.entries(type.outputs))
    check(portValue(port.type), outputs[key], 'node.output_invalid', key)
  const plain = JsonMap.parse(JSON.parse(JSON.stringify(outputs)))
  const bytes = Buffer.byteLength(JSON.stringify(plain))
  if (bytes <= maxInlineBytes) return plain
  throw fail({
    code: 'node.output_too_large',
    message: `The outputs are ${bytes} bytes of data; an edge carries at most ${maxInlineBytes}.`,
    hint: 'Pass large data on as a file.',
    kind: 'permanent',
  })
}

function check<T>(schema: z.ZodType<T>, value: unknown, code: string, port?: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const output = code === 'node.output_invalid'
  throw fail({
    code,
    message: `${port ? `“${port}”: ` : ''}${z.prettifyError(parsed.error)}`,
    hint: output ? 'This is a defect of the node type.' : 'Correct the value named above.',
    kind: output ? 'bug' : 'input',
    ...(port ? { port } : {}),
  })
}
