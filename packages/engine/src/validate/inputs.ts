import { compatibility, type InputTarget, own, type PortType, portValue } from '@segue/protocol'
import { beyondLimits } from '../inputs/limits.ts'
import { type AnyInput, type Document, feedsOf, type Placed } from './document.ts'
import { paramPort, paramSchema } from './ports.ts'
import { didYouMean } from './report.ts'

/** Keys, defaults and targets of every input of a recipe or body. */
export function checkInputTargets(document: Document): void {
  const keys = new Set<string>()
  for (const input of document.inputs) {
    if (keys.has(input.key))
      document.report({
        code: 'input.key_taken',
        message: `Two inputs of the ${document.whole} have the key ${input.key}.`,
        hint: 'Rename one of them.',
      })
    keys.add(input.key)
    checkDefault(document, input)
    for (const target of input.to) checkTarget(document, input, target)
  }
}

function checkDefault({ report }: Document, input: AnyInput): void {
  if (input.default === undefined) return
  const read = portValue(input.type).safeParse(input.default)
  const problem = read.success ? beyondLimits(input, input.default) : `is no ${input.type}`
  if (problem)
    report({
      code: 'input.default_invalid',
      message: `The default of ${input.label} ${problem}.`,
      hint: 'Change the default of this recipe input.',
      context: { input: input.key },
    })
}

const typeAt = ({ type, ports }: Placed, target: InputTarget): PortType | null => {
  if (!type) return null
  if ('port' in target) return own(ports.inputs, target.port)?.type ?? null
  const schema = paramSchema(type, target.param)
  return schema ? paramPort(schema) : null
}

function checkTarget(document: Document, input: AnyInput, target: InputTarget): void {
  const placed = document.nodes.get(target.nodeId)
  const name = 'port' in target ? target.port : target.param
  const at = { nodeId: target.nodeId, port: name, context: { input: input.key } }
  if (!placed || (placed.type && typeAt(placed, target) === null)) {
    const known = placed?.type
      ? Object.keys('port' in target ? placed.ports.inputs : placed.type.params.shape)
      : []
    document.report({
      code: 'input.unknown_target',
      message: `The ${document.whole} input ${input.label} leads to ${placed?.node.name ?? target.nodeId} ${name}, which does not exist.`,
      hint: `${didYouMean(name, known)}Point it at an existing port or param, or remove it.`,
      ...at,
    })
    return
  }
  const to = typeAt(placed, target)
  const fit = to === null ? null : compatibility(input.type, to)
  if (fit && !fit.ok)
    document.report({
      code: 'input.type_mismatch',
      message: `The ${document.whole} input ${input.label} does not fit ${placed.node.name} ${name}. ${fit.reason}`,
      hint: 'Give the input the type of what it feeds.',
      ...at,
    })
  const feeds = feedsOf(document, target.nodeId, name)
  const [first] = feeds
  if (
    feeds.length > 1 &&
    feeds.every((feed) => 'input' in feed) &&
    first &&
    'input' in first &&
    first.input === input.key
  )
    document.report({
      code: 'port.occupied',
      message: `${name} of ${placed.node.name} gets more than one value.`,
      hint: 'Keep one input for it and remove the others.',
      ...at,
    })
  const required = 'port' in target && own(placed.ports.inputs, target.port)?.required
  if (required && placed.node.mode === 'active' && !input.required && input.default === undefined)
    document.report({
      code: 'input.must_be_required',
      message: `${placed.node.name} needs ${name}, but the ${document.whole} input ${input.label} may be left empty.`,
      hint: 'Mark the input as required or give it a default.',
      ...at,
    })
}
