import { z } from 'zod'

/** Everything Segue talks to: applications, and the wires that reach many of them. */
export const AppId = z.enum(['live', 'td', 'blender', 'obs', 'osc', 'midi'])
export type AppId = z.infer<typeof AppId>

/** What is known of an application before it is there. */
export interface AppFacts {
  title: string
  /** Silent for this long, it counts as gone. Live and TouchDesigner cannot speak while they work. */
  deadMs: number
  /** Whether a built-in stand-in can take its place. */
  standIn: boolean
}

/** Every application by id. */
export const apps: Readonly<Record<AppId, AppFacts>> = {
  live: { title: 'Live', deadMs: 60_000, standIn: true },
  td: { title: 'TouchDesigner', deadMs: 60_000, standIn: true },
  blender: { title: 'Blender', deadMs: 15_000, standIn: true },
  obs: { title: 'OBS', deadMs: 15_000, standIn: false },
  osc: { title: 'OSC', deadMs: 15_000, standIn: false },
  midi: { title: 'MIDI', deadMs: 15_000, standIn: false },
}
