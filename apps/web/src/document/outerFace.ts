import type { Change, EdgeEnd, InputTarget } from '@segue/protocol'
import { bodyAt } from '@segue/protocol'
import type { OpenGraph } from './openGraph.ts'

/** Where the inputs and outputs of a graph lead to and come from, by key. */
export interface OuterFace {
  inputs: readonly { key: string; to: InputTarget[] }[]
  outputs: readonly { key: string; from: EdgeEnd }[]
}

const byKey = <T extends { key: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.key, one]))

/**
 * The changes that lead the inputs and outputs of the open graph elsewhere. Everything else about them stays. An
 * input of a recipe that leads nowhere any more goes; one of a body stays, since it is a port.
 */
export function setFaceChanges(open: OpenGraph, { inputs, outputs }: OuterFace): Change[] {
  const [targets, sources] = [byKey(inputs), byKey(outputs)]
  const led = <T extends { key: string; to: InputTarget[] }>(input: T): T => ({
    ...input,
    to: targets.get(input.key)?.to ?? input.to,
  })
  const fed = <T extends { key: string; from: EdgeEnd }>(output: T): T => ({
    ...output,
    from: sources.get(output.key)?.from ?? output.from,
  })
  const { recipe, holder, path } = open
  if (holder === null) {
    const kept = recipe.inputs.map(led).filter(({ to }) => to.length > 0)
    return [
      { type: 'inputs.set', inputs: kept },
      { type: 'outputs.set', outputs: recipe.outputs.filter(({ key }) => sources.has(key)).map(fed) },
    ]
  }
  const body = bodyAt(recipe.graph, path)
  if (!body) return []
  return [
    {
      type: 'body.face',
      nodeId: holder,
      inputs: body.inputs.map(led),
      outputs: body.outputs.filter(({ key }) => sources.has(key)).map(fed),
    },
  ]
}
