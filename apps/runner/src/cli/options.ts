import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type FailureError, fail } from '@segue/protocol'

type Options = NonNullable<ParseArgsConfig['options']>

/** Options of nearly every command. */
export const common = { home: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** Says what is wrong with how a command was called. */
export const usageError = (message: string): FailureError =>
  fail({ code: 'cli.usage', message, hint: 'See `segue help`.', kind: 'input' })

/** Reads a command's arguments; as many as given, or up to `most`. Fails with `cli.usage`, naming what is wrong. */
export function readOptions<O extends Options>(args: string[], options: O, least: number, most = least) {
  const parsed = parse(args, options)
  const given = parsed.positionals.length
  if (given >= least && given <= most) return parsed
  const wanted = least === most ? `${least}` : `${least} to ${most}`
  throw usageError(`This command takes ${wanted} argument${wanted === '1' ? '' : 's'}.`)
}

function parse<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error))
  }
}

/** A whole number of this range. Fails with `cli.usage`. */
export function readNumber(text: string, name: string, [min, max]: readonly [number, number]): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max) return number
  throw usageError(`${name} is a whole number from ${min} to ${max}, not “${text}”.`)
}

/** `key=value` as its two parts. Fails with `cli.usage`. */
export function readPair(text: string, option: string): [key: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw usageError(`“${text}” does not fit: write it as ${option} key=value.`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The subcommand of this name. Fails with `cli.usage`, naming all of them. */
export function subcommand<C>(commands: Readonly<Record<string, C>>, name: string): C {
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (found) return found
  throw usageError(`There is no “${name}” here; there are: ${Object.keys(commands).join(', ')}.`)
}
