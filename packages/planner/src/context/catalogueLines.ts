import { paramSchema } from '@segue/engine'
import type { PortInfo } from '@segue/protocol'
import { expectedOf } from '../build/tools.ts'
import type { PlannerType, PlannerTypes } from '../types.ts'
import { plainText } from './data.ts'

/** Commands give back every field of their answer; so many stand in the line, the rest is in the card. */
const portsInLine = 5

function ports(all: Record<string, Pick<PortInfo, 'type' | 'required'>>, marks: boolean, most = 99): string {
  const names = Object.entries(all).map(
    ([key, { type, required }]) => `${key}:${type}${marks && required ? '!' : ''}`,
  )
  return names.length > most ? `${names.slice(0, most).join(', ')}, …` : names.join(', ')
}

/** One line for one node type: ports, and what it is for. */
export const typeLine = (type: PlannerType, most = portsInLine): string => {
  const { id, inputs, outputs, summary, control } = type
  const shape = control
    ? 'ports follow its params'
    : `(${ports(inputs, true)}) -> ${ports(outputs, false, most) || 'nothing'}`
  return `${id} ${shape} · ${plainText(summary)}`
}

/** A node type in full: every param with what it takes and what it is when nobody says. */
export function typeCard(type: PlannerType): string {
  const params = Object.keys(type.params.shape).map((param) => {
    const schema = paramSchema(type, param)
    const fallback = schema?.safeParse(undefined)
    const given =
      fallback?.success && fallback.data !== undefined
        ? ` = ${JSON.stringify(fallback.data)?.slice(0, 80)}`
        : fallback?.success
          ? ''
          : ' (needed)'
    return `  ${param}: ${plainText(expectedOf(type, param), 200)}${given}`
  })
  const effects = type.effects.length > 0 ? `  effects: ${type.effects.join(', ')}` : null
  return [typeLine(type, 99), ...params, ...(effects === null ? [] : [effects])].join('\n')
}

/** Commands of applications that are there, and everything that is no command. */
export const availableTypes = (types: PlannerTypes, apps: ReadonlySet<string>): PlannerType[] =>
  [...types.values()].filter(({ app }) => app === undefined || apps.has(app))
