import { RecipeUse } from '@segue/protocol'
import { expect, it } from 'vitest'
import { newNode } from '../document/nodeEdits.ts'
import { typeNamed } from '../testing/fixtures.ts'
import { nodeSize, portOffset } from './nodeSize.ts'
import { portRows } from './portRows.ts'

const type = typeNamed('flow.recipe')
const withInputs = (count: number) => ({
  ...newNode(type),
  recipe: RecipeUse.parse({
    id: 'rcp_beat',
    version: 1,
    name: 'Beat film',
    inputs: Array.from({ length: count }, (_, index) => ({
      key: `in${index}`,
      label: `In ${index}`,
      type: 'number',
      required: index === 0,
    })),
    outputs: [{ key: 'film', label: 'Film', type: 'video' }],
  }),
})

it('folds the optional inputs of a recipe with many', () => {
  const node = withInputs(16)
  const { inputs, folded, count } = portRows(type, node, false)
  expect([inputs.map(({ key }) => key), folded.length, count]).toEqual([['in0'], 15, 2])
  const unfolded = portRows(type, node, true)
  expect([unfolded.inputs.length, unfolded.folded.length, unfolded.count]).toEqual([16, 0, 17])
  expect(nodeSize(type, node, true).height - nodeSize(type, node).height).toBe(15 * 24)
})

it('ends wires to folded inputs at the line that hides them', () => {
  const node = withInputs(16)
  const at = (key: string, unfolded: boolean) => portOffset(type, node, { side: 'input', key, unfolded })?.y
  expect(at('in5', false)).toBe(at('in1', true))
  expect(at('in15', false)).toBe(at('in5', false))
  expect(at('gone', false)).toBeUndefined()
})

it('leaves a recipe with few inputs alone', () => {
  expect(portRows(type, withInputs(6), false)).toMatchObject({ folds: false, folded: [], count: 6 })
})
