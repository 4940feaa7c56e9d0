import { argsOf, fileArgs } from '@segue/nodes/command/args'
import { ArtifactRef, type CommandSpec, fail } from '@segue/protocol'
import { z } from 'zod'

/** What callers from outside may give: stored files in place of paths, nothing for files that the command makes. */
function givenSchema(spec: CommandSpec): z.ZodObject {
  const shape: Record<string, z.ZodType> = { ...argsOf(spec) }
  for (const { key, file, many, required } of fileArgs(spec)) {
    const taken = many ? z.array(ArtifactRef).max(1000) : ArtifactRef
    if ('makes' in file) delete shape[key]
    else shape[key] = required ? taken : taken.nullish()
  }
  return z.strictObject(shape)
}

type Schema = z.core.JSONSchema.JSONSchema

/** What an arg takes, in words: `a number from 20 to 999`. */
function takes(schema: Schema): string {
  const { anyOf, enum: choices, type, minimum, maximum, items, properties, maxLength } = schema
  if (anyOf) {
    const parts = anyOf.map((part) => takes(part as Schema)) // zod writes schemas, never booleans
    return [...new Set(parts)].join(' or ')
  }
  if (choices) return `one of ${choices.map(String).join(', ')}`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (properties?.artifactId) return 'a reference to a stored file'
  if (type === 'number' || type === 'integer') {
    const word = type === 'integer' ? 'a whole number' : 'a number'
    const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : ''
    return word + from + (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : '')
  }
  if (type === 'string')
    return maxLength === undefined ? 'a text' : `a text of at most ${maxLength} characters`
  if (type === 'boolean') return 'yes or no'
  if (type === 'null') return 'nothing'
  if (type === 'array')
    return items && typeof items === 'object' ? `a list, each ${takes(items as Schema)}` : 'a list'
  return properties ? `an object with ${Object.keys(properties).join(', ')}` : 'any data'
}

/**
 * Checks what a caller gives a command. Fails with `command.args_invalid`, which names the arg and what it takes;
 * `port` is its name.
 */
export function checkArgs(spec: CommandSpec, given: Record<string, unknown>): Record<string, unknown> {
  const schema = givenSchema(spec)
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const key = String(unknown ?? issue?.path[0] ?? '')
  const known = Object.keys(schema.shape)
  const own = unknown === undefined ? (schema.shape[key] as z.ZodType | undefined) : undefined
  throw fail({
    code: 'command.args_invalid',
    message:
      own === undefined
        ? `${spec.command} takes no “${key}”.`
        : `${spec.command}: ${issue?.path.map(String).join('.')}: ${issue?.message}.`,
    hint: own
      ? `“${key}” takes ${takes(z.toJSONSchema(own, { io: 'input', unrepresentable: 'any' }))}.`
      : `It takes ${known.length === 0 ? 'nothing' : known.join(', ')}.`,
    kind: 'input',
    port: key,
  })
}
