import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail } from '@segue/protocol'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads a command's arguments. Fails with `cli.usage`, naming what is wrong. */
export function readOptions<O extends Options>(args: string[], options: O, positionals: number) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true })
    if (parsed.positionals.length === positionals) return parsed
    throw new Error(`This command takes ${positionals} argument${positionals === 1 ? '' : 's'}.`)
  } catch (error) {
    throw fail({
      code: 'cli.usage',
      message: error instanceof Error ? error.message : String(error),
      hint: 'See `segue help`.',
      kind: 'input',
    })
  }
}
