import { compatibility, mapGiven } from '@segue/protocol'
import type { AnyInput, Document, Placed } from './document.ts'
import { outputPort } from './document.ts'
import { didYouMean } from './report.ts'

/** What a map fills into its body by itself. */
const givenTo = ({ node }: Placed): readonly string[] =>
  node.params.over === 'range' ? mapGiven : mapGiven.slice(0, 2)

/** Inputs of a body as its nodes see them: what the map fills in is always there. */
export const bodyInputs = (holder: Placed): AnyInput[] =>
  (holder.node.body?.inputs ?? []).map((input) => ({
    ...input,
    required: input.required || input.key === holder.node.params.each || givenTo(holder).includes(input.key),
  }))

/** A map has a body, and goes over one of its inputs. */
export function checkMap({ report }: Document, { nodeId, node }: Placed): void {
  if (!node.body) {
    report({
      code: 'map.no_body',
      message: `${node.name} has nothing to do for each item.`,
      hint: 'Open it and put in what is to be done, or remove it.',
      nodeId,
    })
    return
  }
  const keys = node.body.inputs.map(({ key }) => key)
  const { each } = node.params
  if (node.params.over !== 'range' && !(typeof each === 'string' && keys.includes(each)))
    report({
      code: 'map.each_unknown',
      message: `${node.name} does not say which input gets the items.`,
      hint: `${didYouMean(String(each ?? ''), keys)}Choose one of the inputs inside: ${keys.join(', ') || 'there is none yet'}.`,
      nodeId,
      port: 'each',
    })
}

/** Outputs of a body: one value per item, of the type it says. `body` is the inside of `holder`. */
export function checkBodyOutputs(body: Document, { nodeId, node }: Placed): void {
  for (const { key, label, type, from } of node.body?.outputs ?? []) {
    const actual = outputPort(body, from.nodeId, from.port)
    if (type.startsWith('list<'))
      body.report({
        code: 'body.output_list',
        message: `${label} inside ${node.name} is a list; a list of lists cannot leave it.`,
        hint: 'Give out one value per item, or the lists as data.',
        nodeId,
        port: key,
      })
    else if (actual !== null && actual !== 'any') {
      const fit = compatibility(actual, type)
      if (!fit.ok)
        body.report({
          code: 'output.type_mismatch',
          message: `${label} inside ${node.name} is said to be ${type}. ${fit.reason}`,
          hint: 'Give the output the type of what it comes from.',
          nodeId,
          port: key,
        })
    }
  }
}
