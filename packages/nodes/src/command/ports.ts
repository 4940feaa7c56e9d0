import { type CommandSpec, PortType } from '@segue/protocol'
import { z } from 'zod'
import type { Port } from '../defineNode.ts'
import { fileArgs, isFolder } from './args.ts'

const plain: Record<string, 'number' | 'text' | 'boolean'> = {
  number: 'number',
  integer: 'number',
  string: 'text',
  boolean: 'boolean',
}

type Schema = z.core.JSONSchema.JSONSchema

/** `Fade in sec` for `fadeInSec`. */
const spoken = (key: string): string => {
  const words = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What one field of an answer is on a wire; null for what only the whole answer tells. */
function fieldType(schema: Schema): PortType | null {
  const options = (schema.anyOf ?? [schema]).filter((one) => typeof one === 'object' && one.type !== 'null')
  const [only] = options
  if (typeof only !== 'object' || options.length > 1) return null
  const [type, ...others] = [only.type ?? ''].flat().filter((one) => one !== 'null')
  if (others.length > 0) return null
  if (type !== 'array') return plain[type ?? ''] ?? null
  const { items } = only
  const inside = typeof items === 'object' && !Array.isArray(items) ? fieldType(items) : null
  return PortType.safeParse(`list<${inside ?? 'json'}>`).data ?? 'list<json>'
}

/** Fields of a command's answer that are ports of their own. */
function fieldPorts({ result }: CommandSpec): Record<string, Port> {
  const { properties = {}, required = [] } = z.toJSONSchema(result, { io: 'output' })
  const ports = Object.entries(properties).flatMap(([key, schema]): [string, Port][] => {
    const type = typeof schema === 'object' ? fieldType(schema) : null
    if (type === null || typeof schema !== 'object' || key === 'result') return []
    const sure = plain[String(schema.type)] !== undefined && required.includes(key)
    return [
      [
        key,
        { type, label: schema.title ?? spoken(key), required: false, ...(sure ? {} : { optional: true }) },
      ],
    ]
  })
  return Object.fromEntries(ports)
}

/** Files that a command reads, as input ports. */
export const inputPorts = (spec: CommandSpec): Record<string, Port> =>
  Object.fromEntries(
    fileArgs(spec).flatMap(({ key, title, file, many, required }): [string, Port][] =>
      'reads' in file
        ? [[key, { type: many ? `list<${file.reads}>` : file.reads, label: title, required }]]
        : [],
    ),
  )

/** Files that a command makes, the plain fields of its answer, and the whole answer as `result`. */
export function outputPorts(spec: CommandSpec): Record<string, Port> {
  const files = fileArgs(spec).flatMap(({ key, title, file, required }): [string, Port][] => {
    if (!('makes' in file)) return []
    const many = isFolder(file) && file.makes !== 'sequence'
    const type = many ? (`list<${file.makes}>` as const) : file.makes
    return [[key, { type, label: title, required: false, ...(required ? {} : { optional: true }) }]]
  })
  const whole: Port = { type: 'json', label: 'Result', required: false }
  return { ...Object.fromEntries(files), ...fieldPorts(spec), ...Object.fromEntries(files), result: whole }
}
