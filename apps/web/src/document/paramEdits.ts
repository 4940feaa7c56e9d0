import { edit } from './documentStore.ts'
import type { Json, ParamField } from './paramField.ts'

/** Sets a param of a node. Edits with one gesture key become one undo step. */
export function setParam(nodeId: string, field: ParamField, value: Json, gesture: string): void {
  edit(
    `Set ${field.title.toLowerCase()}`,
    [{ type: 'param.set', nodeId, param: field.key, value, unset: false }],
    gesture === '' ? null : `${nodeId} ${field.key} ${gesture}`,
  )
}

/** Puts a param back to its default. */
export function resetParam(nodeId: string, field: ParamField): void {
  edit(`Reset ${field.title.toLowerCase()}`, [
    { type: 'param.set', nodeId, param: field.key, value: null, unset: true },
  ])
}

/** What is wrong with a value, as one sentence; empty when it fits its field. */
export function paramProblem(field: ParamField, value: Json | undefined): string {
  if (value === undefined) return field.required ? 'This must be filled in.' : ''
  if (value === null) return field.nullable ? '' : 'This must be filled in.'
  if (field.kind === 'number') {
    if (typeof value !== 'number') return 'This must be a number.'
    if (field.integer && !Number.isInteger(value)) return 'This must be a whole number.'
    if (field.min !== null && value < field.min) return `The least is ${field.min}.`
    return field.max !== null && value > field.max ? `The most is ${field.max}.` : ''
  }
  if (field.kind === 'choice') {
    return typeof value === 'string' && field.choices.includes(value)
      ? ''
      : `Choose one of ${field.choices.join(', ')}.`
  }
  if (field.kind === 'text' && typeof value === 'string' && field.pattern !== null)
    return new RegExp(field.pattern).test(value) ? '' : 'This is not written as it should be.'
  return ''
}
