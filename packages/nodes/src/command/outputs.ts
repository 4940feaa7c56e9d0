import type { CommandSpec } from '@segue/protocol'
import { portValue } from '@segue/protocol'
import type { OutputValues, Port, RunArgs } from '../defineNode.ts'
import type { Called } from './call.ts'

/** A longer answer is a file, so that it fits the wires. */
const longBytes = 24 * 1024

/** What the output ports of a command's node carry. */
export async function outputValues(
  { title }: Pick<CommandSpec, 'title'>,
  ports: Record<string, Port>,
  { result, made }: Called,
  { use, log }: Pick<RunArgs<unknown, unknown>, 'use' | 'log'>,
): Promise<OutputValues<Record<string, Port>>> {
  const values: Record<string, unknown> = {}
  for (const [key, { type }] of Object.entries(ports)) {
    const value = made[key] ?? result[key]
    if (value !== undefined && portValue(type).safeParse(value).success) values[key] = value
  }
  const whole = Buffer.from(JSON.stringify({ ...result, ...made }))
  if (whole.length <= longBytes) return { ...values, result: JSON.parse(whole.toString()) }
  log(`The whole answer has ${whole.length} bytes: “Result” carries it as a file.`)
  return {
    ...values,
    result: await use.save(whole, { mime: 'application/json', name: `${title}.json` }),
  }
}
