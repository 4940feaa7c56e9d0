import { nearest, paramSchema } from '@segue/engine'
import { own, visibleText } from '@segue/protocol'
import { coerce, optionsOf, schemaOf } from '../fix/coerce.ts'
import { type BuildOptions, createFindings, type Findings, type Json, type PlannerType } from '../types.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/** Everything that building has in its hands. */
export interface Tools {
  bench: Workbench
  findings: Findings
  options: BuildOptions
}

/** Where something was written, and the node that it is about. */
export interface At {
  line?: number
  nodeId?: string
}

/** Tools over a recipe. */
export function toolsFor(options: BuildOptions): Tools {
  const findings = createFindings()
  return { findings, options, bench: openWorkbench(options.recipe, options.types, findings) }
}

/** A title as a person may see it: nothing hidden in it, on one line, not too long. */
export const cleanTitle = (text: string): string =>
  visibleText(text).replaceAll(/\s+/g, ' ').trim().slice(0, 120)

/** Whether a value names a secret; only people give those to nodes. */
const holdsSecret = (value: Json): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value)
    ? value.some(holdsSecret)
    : Object.hasOwn(value, 'secret') || Object.values(value).some(holdsSecret))

const short = (value: Json): string => JSON.stringify(value).slice(0, 200)

/** What a param would take, in a few words. */
export function expectedOf(type: PlannerType, param: string): string {
  const schema = paramSchema(type, param)
  if (!schema) return ''
  const options = optionsOf(schema)
  if (options.length > 0) return `one of ${options.join(', ')}`
  const { type: kind, minimum, maximum, anyOf } = schemaOf(schema)
  const kinds = kind ?? anyOf?.map((one) => (typeof one === 'object' ? one.type : '')).join(' or ')
  const from = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? '' : ` from ${minimum}`
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`
  return `${String(kinds ?? 'another value')}${from}${to}`
}

/** A param by the name that was written, or the nearest one; null, and a problem, when there is none. */
export function paramNamed({ findings }: Tools, type: PlannerType, asked: string, at: At): string | null {
  const names = Object.keys(type.params.shape)
  if (own(type.params.shape, asked)) return asked
  const same = names.find((name) => name.toLowerCase() === asked.toLowerCase())
  const found = same ?? nearest(asked, names, 1)[0]
  if (found !== undefined) {
    findings.fixed(`${type.title} has no “${asked}”; “${found}” was meant.`, at.nodeId)
    return found
  }
  findings.trouble({
    code: 'node.unknown_param',
    message: `${type.title} has no port or param “${asked}”.`,
    hint: 'Leave it out, or use one that it has.',
    got: asked,
    expected: [...Object.keys(type.inputs), ...names].join(', '),
    suggest: nearest(asked, [...Object.keys(type.inputs), ...names]),
    ...at,
  })
  return null
}

/** A value that a param takes; undefined, and a problem, when nothing near it would do. */
export function paramValue(
  { findings }: Tools,
  type: PlannerType,
  { param, value }: { param: string; value: Json },
  at: At,
): Json | undefined {
  if (holdsSecret(value)) {
    findings.trouble({
      code: 'plan.secret',
      message: `“${param}” names a secret, which only a person may give to a node.`,
      hint: 'Leave it out.',
      ...at,
    })
    return undefined
  }
  const schema = paramSchema(type, param)
  const fitting = schema && coerce(value, schema)
  if (fitting) {
    if (fitting.changed)
      findings.fixed(`“${param}” takes ${short(fitting.value)} for ${short(value)}.`, at.nodeId)
    return fitting.value
  }
  findings.trouble({
    code: 'node.param_invalid',
    message: `“${param}” of ${type.title} does not take ${short(value)}.`,
    hint: `Use ${expectedOf(type, param)}.`,
    port: param,
    got: short(value),
    expected: expectedOf(type, param),
    suggest: schema && typeof value === 'string' ? nearest(value, optionsOf(schema)) : [],
    ...at,
  })
  return undefined
}
