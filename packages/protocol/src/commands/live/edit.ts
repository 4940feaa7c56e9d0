import { z } from 'zod'
import { defineCommand } from '../../command.ts'

const Undo = z.object({ canUndo: z.boolean(), canRedo: z.boolean() })
const shared = {
  app: 'live',
  args: z.strictObject({}),
  result: Undo,
  effects: 'destructive',
  idempotent: false,
  cancellable: 'no',
} as const

/** Takes back the last change, whoever made it. */
export const undo = defineCommand({
  ...shared,
  command: 'edit.undo',
  title: 'Undo',
  description: 'Takes back the last change of the set, by a person or by Segue.',
})

/** Makes the change again that was taken back. */
export const redo = defineCommand({
  ...shared,
  command: 'edit.redo',
  title: 'Redo',
  description: 'Makes the change again that was taken back last.',
})
