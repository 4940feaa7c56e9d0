import { z } from 'zod'
import { defineCommand } from '../../command.ts'

export const SceneName = z.string().min(1).max(400).meta({ title: 'Scene' })
export const SourceName = z.string().min(1).max(400).meta({ title: 'Source' })

/** Every scene with what lies in it. */
export const listScenes = defineCommand({
  app: 'obs',
  command: 'scene.list',
  title: 'OBS scenes',
  description: 'All scenes from top to bottom, their sources, and which scene is on air.',
  args: z.strictObject({}),
  result: z.object({
    program: z.string(),
    /** Null outside studio mode. */
    preview: z.string().nullable(),
    scenes: z.array(
      z.object({
        name: z.string(),
        sources: z.array(z.object({ name: z.string(), visible: z.boolean() })),
      }),
    ),
  }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Puts a scene on air, or into the preview of studio mode. */
export const setScene = defineCommand({
  app: 'obs',
  command: 'scene.set',
  title: 'Switch the OBS scene',
  description: 'Puts a scene on air, or into the preview where studio mode is on.',
  args: z.strictObject({
    scene: SceneName,
    on: z.enum(['program', 'preview']).default('program').meta({ title: 'Where' }),
  }),
  result: z.object({ scene: z.string(), on: z.enum(['program', 'preview']) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})

/** Shows or hides one source of a scene. */
export const setVisible = defineCommand({
  app: 'obs',
  command: 'source.visible.set',
  title: 'Show or hide a source',
  description: 'Shows or hides a source in one scene, or in the scene that is on air.',
  args: z.strictObject({
    /** Null for the scene on air. */
    scene: SceneName.nullable().default(null),
    source: SourceName,
    visible: z.boolean().default(true).meta({ title: 'Visible' }),
  }),
  result: z.object({ scene: z.string(), source: z.string(), visible: z.boolean() }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
  realtime: true,
})
