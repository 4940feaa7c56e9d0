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
