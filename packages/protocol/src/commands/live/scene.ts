import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Colour, Handle, maybe, Name, NewName, SceneRef } from './ref.ts'

/** What is told about a scene. `tempo` is null when the scene leaves it alone. */
export const SceneFact = z.object({
  scene: Handle,
  index: z.number().int(),
  name: z.string(),
  color: z.string().nullable(),
  tempo: z.number().nullable(),
})

/** Makes a scene. */
export const createScene = defineCommand({
  app: 'live',
  command: 'scene.create',
  title: 'Create a scene',
  description: 'Makes an empty scene.',
  args: z.strictObject({
    name: NewName,
    index: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .nullable()
      .default(null)
      .meta({ title: 'Place', description: '0 is first; empty is last.' }),
  }),
  result: SceneFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Deletes a scene. */
export const deleteScene = defineCommand({
  app: 'live',
  command: 'scene.delete',
  title: 'Delete a scene',
  description: 'Deletes a scene with its clips. Undo brings it back.',
  args: z.strictObject({ scene: SceneRef }),
  result: z.object({ name: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Changes a scene. What is null stays as it is. */
export const setScene = defineCommand({
  app: 'live',
  command: 'scene.set',
  title: 'Change a scene',
  description: 'Sets name, colour and tempo of a scene. What is empty stays.',
  args: z.strictObject({
    scene: SceneRef,
    name: maybe(Name),
    color: maybe(Colour),
    tempo: z
      .number()
      .min(20)
      .max(999)
      .nullable()
      .default(null)
      .meta({ title: 'Tempo', unit: 'BPM', description: 'Tempo that the scene sets when it starts.' }),
  }),
  result: SceneFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Starts a scene. */
export const fireScene = defineCommand({
  app: 'live',
  command: 'scene.fire',
  title: 'Start a scene',
  description: 'Starts all clips of a scene at the next step of the launch quantisation.',
  args: z.strictObject({ scene: SceneRef }),
  result: SceneFact,
  effects: 'write',
  idempotent: false,
  cancellable: 'no',
})
