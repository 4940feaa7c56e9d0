import { type PortType, PortTypeName } from '@segue/protocol'
import { z } from 'zod'

const names = PortTypeName.options
const types: PortType[] = [...names, ...names.map((name): PortType => `list<${name}>`)]

/** What travels through a node that steers a run. */
export const carriesParam = z.enum(types).default('json').meta({
  title: 'Carries',
  description: 'What goes through: sound, film, curves, data …',
  widget: 'select',
})

/** How many inputs a node has that brings branches together. */
export const inputsParam = z.number().int().min(2).max(16).default(2).meta({
  title: 'Inputs',
  description: 'How many branches come together here.',
  widget: 'stepper',
})

/** How long to wait before going on without an answer or event. */
export const deadlineParam = (description: string) =>
  z
    .number()
    .min(0)
    .max(366 * 86_400)
    .default(0)
    .meta({ title: 'Deadline', description, unit: 's' })
