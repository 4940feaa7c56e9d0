import { type Change, own } from '@segue/protocol'
import { newId } from './ids.ts'
import type { OpenGraph } from './openGraph.ts'
import { setFaceChanges } from './outerFace.ts'
import type { Json } from './paramField.ts'

/** One way out of a branch, as its params hold it. */
export interface Case {
  key: string
  test: string
  value: string | number | boolean
}

const textAt = (record: Record<string, Json>, key: string): string => {
  const value = own(record, key)
  return typeof value === 'string' ? value : ''
}

const isPlain = (value: Json | undefined): value is Case['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The cases that a branch holds, as far as they can be read. */
export function casesOf(params: Record<string, Json>): Case[] {
  const list = own(params, 'cases')
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    const value = own(one, 'value')
    return [
      { key: textAt(one, 'key'), test: textAt(one, 'test') || 'is', value: isPlain(value) ? value : '' },
    ]
  })
}

/** A name that no other way out has: `case3`. */
export function freeCaseKey(cases: readonly Case[]): string {
  const taken = new Set(cases.map(({ key }) => key))
  let count = cases.length + 1
  while (taken.has(`case${count}`)) count += 1
  return `case${count}`
}

/** What is wrong with the name of a way out; empty when it can be an output. */
export function caseProblem(cases: readonly Case[], index: number): string {
  const key = cases[index]?.key ?? ''
  if (key === 'else') return '“else” is there already.'
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(key)) return 'Use letters, digits, dots, dashes and underscores.'
  return cases.some((other, at) => at < index && other.key === key) ? 'Another branch has this name.' : ''
}

export const setCases = (nodeId: string, cases: readonly Case[]): Change => ({
  type: 'param.set',
  nodeId,
  param: 'cases',
  value: cases.map((one) => ({ ...one })),
  unset: false,
})

/** The changes that rename a way out; wires and outputs of the graph around that come from it stay with it. */
export function renameCaseChanges(open: OpenGraph, nodeId: string, index: number, name: string): Change[] {
  const node = open.graph.nodes[nodeId]
  const cases = casesOf(node?.params ?? {})
  const old = cases[index]
  if (!old) return []
  const leaves = ({ nodeId: id, port }: { nodeId: string; port: string }) => id === nodeId && port === old.key
  const wires = open.graph.edges.filter(({ source }) => leaves(source))
  const outputs = open.outputs.map((output) =>
    leaves(output.from) ? { ...output, from: { nodeId, port: name } } : output,
  )
  return [
    setCases(nodeId, cases.with(index, { ...old, key: name })),
    ...wires.flatMap(({ id, target }): Change[] => [
      { type: 'edge.remove', edgeId: id },
      { type: 'edge.add', edge: { id: newId('e'), source: { nodeId, port: name }, target } },
    ]),
    ...(open.outputs.some(({ from }) => leaves(from))
      ? setFaceChanges(open, { inputs: open.inputs, outputs })
      : []),
  ]
}
