import {
  elementOf,
  type PortTypeName,
  portTypes,
  portValue,
  type Recipe,
  type RecipeInput,
} from '@segue/protocol'
import { z } from 'zod'

type JsonSchema = Record<string, unknown>

/** Whether values of an input are files; a program on this machine names them by path. */
export const takesFiles = ({ type }: Pick<RecipeInput, 'type'>): boolean =>
  portTypes[elementOf(type)].mimes.length > 0

/** What a recipe takes, as JSON Schema. Files are absolute paths on this machine. */
export function argumentSchema({ inputs }: Pick<Recipe, 'inputs'>): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(inputs.map((input) => [input.key, propertyOf(input)])),
    required: inputs.filter((input) => input.required && input.default === undefined).map(({ key }) => key),
  }
}

function propertyOf(input: RecipeInput): JsonSchema {
  const isFile = takesFiles(input)
  const words = [input.label, input.help, isFile ? 'Absolute path of a file on this machine' : undefined]
  return {
    ...(isFile ? pathSchema(input.type.startsWith('list<')) : valueSchema(input)),
    title: input.label,
    description: words.filter(Boolean).join('. '),
    // What a file has by default is no path; it is used when none is given.
    ...(input.default === undefined || isFile ? {} : { default: input.default }),
  }
}

const pathSchema = (isList: boolean): JsonSchema => {
  const path = { type: 'string', minLength: 1, maxLength: 4096 }
  return isList ? { type: 'array', items: path, maxItems: 1000 } : path
}

function valueSchema({ type, limits = {} }: RecipeInput): JsonSchema {
  const one = oneSchema(elementOf(type))
  const { min, max, options } = limits
  const kept = {
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(options && elementOf(type) === 'text' ? { enum: options } : {}),
  }
  const schema = { ...one, ...kept }
  return type.startsWith('list<') ? { type: 'array', items: schema, maxItems: 10_000 } : schema
}

function oneSchema(type: PortTypeName): JsonSchema {
  // Any value refers to itself by the root of its schema, which here is another one.
  if (type === 'json' || type === 'event') return {}
  const { $schema: _dialect, ...schema } = z.toJSONSchema(portValue(type), { io: 'input' })
  return schema
}
