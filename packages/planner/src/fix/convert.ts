import { compatibility, elementOf, own, type PortType, PortTypeName } from '@segue/protocol'
import type { PlannerType, PlannerTypes } from '../types.ts'

/** A node that turns one type into another, and the ports that it does it with. */
export interface Conversion {
  type: PlannerType
  input: string
  output: string
}

function step(types: PlannerTypes, from: PortType, to: PortType): Conversion | null {
  const fit = compatibility(from, to)
  const type = fit.ok
    ? undefined
    : fit.converter === null
      ? makerOf(types, from, to)
      : types.get(fit.converter)
  if (!type) return null
  const input = Object.entries(type.inputs).find(([, port]) => compatibility(from, port.type).ok)?.[0]
  const output = Object.entries(type.outputs).find(([, port]) => compatibility(port.type, to).ok)?.[0]
  return input === undefined || output === undefined ? null : { type, input, output }
}

/** The only node type made by hand that needs nothing but the one to make the other: a scene becomes frames. */
function makerOf(types: PlannerTypes, from: PortType, to: PortType): PlannerType | undefined {
  const makers = [...types.values()].filter(({ app, control, effects, inputs, outputs }) => {
    const needed = Object.values(inputs).filter(({ required }) => required)
    return (
      app === undefined &&
      !control &&
      effects.length === 0 &&
      needed.length === 1 &&
      needed[0]?.type === from &&
      Object.values(outputs)[0]?.type === to
    )
  })
  return makers.length === 1 ? makers[0] : undefined
}

/** The converters that lead from one type to another, one after the other; null when there is no way of two at most. */
export function conversion(types: PlannerTypes, from: PortType, to: PortType): Conversion[] | null {
  const direct = step(types, from, to)
  if (direct) return [direct]
  for (const between of PortTypeName.options) {
    const first = step(types, from, between)
    const through = first && own(first.type.outputs, first.output)
    const second = through && step(types, through.type, to)
    if (first && second && elementOf(from) !== between) return [first, second]
  }
  return null
}
