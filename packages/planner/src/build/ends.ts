import { nearest } from '@segue/engine'
import { compatibility, own, type PortInfo, type PortType } from '@segue/protocol'
import { conversion } from '../fix/convert.ts'
import type { PlannerTypes } from '../types.ts'

type Ports = Record<string, PortInfo>

/** Which output of a node was meant: the one of this name, the nearest name, or the first that fits what it feeds. */
export function outputFor(
  outputs: Ports,
  asked: string | null,
  into: PortType | null,
  types: PlannerTypes,
): { port: string; sure: boolean } | null {
  if (asked !== null && own(outputs, asked)) return { port: asked, sure: true }
  const names = Object.keys(outputs)
  if (asked !== null) {
    const [near] = nearest(asked, names, 1)
    if (near !== undefined) return { port: near, sure: false }
  }
  const sure = asked === null
  if (into !== null) {
    const fitting = names.filter((name) => fits(outputs[name]?.type, into))
    const exact = fitting.find((name) => outputs[name]?.type === into) ?? fitting[0]
    if (exact !== undefined) return { port: exact, sure }
    const convertible = names.find((name) => {
      const type = outputs[name]?.type
      return type !== undefined && conversion(types, type, into) !== null
    })
    if (convertible !== undefined) return { port: convertible, sure }
  }
  const [first] = names
  return first === undefined ? null : { port: first, sure: sure && names.length === 1 }
}

const fits = (from: PortType | undefined, to: PortType): boolean =>
  from !== undefined && compatibility(from, to).ok

/** Which input of a node was meant by a name that it does not have: the nearest, or the only free one that takes this. */
export function inputFor(
  inputs: Ports,
  { asked, from, free }: { asked: string; from: PortType | null; free: (port: string) => boolean },
): string | null {
  if (own(inputs, asked)) return asked
  const names = Object.keys(inputs)
  const [near] = nearest(asked, names, 1)
  if (near !== undefined && (from === null || fits(from, inputs[near]?.type ?? 'json'))) return near
  if (from === null) return near ?? null
  const fitting = names.filter((name) => free(name) && fits(from, inputs[name]?.type ?? 'json'))
  const exact = fitting.filter((name) => inputs[name]?.type === from)
  const [only, ...others] = exact.length > 0 ? exact : fitting
  return only !== undefined && others.length === 0 ? only : (near ?? null)
}
