import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { Fps } from '../../meta.ts'
import { unchanged } from './fields.ts'

const frame = z.number().int().min(-1_000_000).max(1_000_000)
const TimelineFact = z.object({
  frame: z.number().int(),
  /** Seconds from the first frame, with what lies between two frames. */
  sec: z.number(),
  start: z.number().int(),
  end: z.number().int(),
  fps: z.object({ num: z.number().int(), den: z.number().int() }),
  /** Null without a window: then nothing can play. */
  playing: z.boolean().nullable(),
})
const Marker = z.object({
  name: z.string(),
  frame: z.number().int(),
  /** Seconds from the first frame. */
  sec: z.number(),
  /** Whether Segue set it. */
  ours: z.boolean(),
})

/** Where the timeline is, its range and frame rate. */
export const getTimeline = defineCommand({
  app: 'blender',
  command: 'timeline.get',
  title: 'Read the timeline',
  description: 'Present frame, range, frame rate, and whether it plays.',
  args: z.strictObject({}),
  result: TimelineFact,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Moves along the timeline, sets its range and frame rate, plays and stops. What is null stays. */
export const setTimeline = defineCommand({
  app: 'blender',
  command: 'timeline.set',
  title: 'Set the timeline',
  description:
    'Goes to a frame or a second, sets range and frame rate. Plays and stops where Blender has a window.',
  args: z.strictObject({
    frame: unchanged(frame).meta({ title: 'Frame' }),
    sec: unchanged(z.number().min(-86_400).max(86_400)).meta({
      title: 'Second',
      description: 'From the first frame; goes between two frames where that is due. “Frame” wins over it.',
      unit: 's',
    }),
    start: unchanged(frame).meta({ title: 'First frame' }),
    end: unchanged(frame).meta({ title: 'Last frame' }),
    fps: unchanged(Fps).meta({ title: 'Frame rate' }),
    playing: unchanged(z.boolean()).meta({ title: 'Playing' }),
  }),
  result: TimelineFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** Sets markers, such as the locators of a song. Replaces only markers that Segue set before. */
export const setMarkers = defineCommand({
  app: 'blender',
  command: 'markers.set',
  title: 'Set markers',
  description: 'Sets markers at frames or seconds in place of those that Segue set before.',
  args: z.strictObject({
    markers: z
      .array(
        z.object({
          name: z.string().min(1).max(63),
          /** Seconds from the first frame of the range. */
          sec: unchanged(z.number()),
          /** A frame number; wins over seconds. */
          frame: unchanged(frame),
        }),
      )
      .max(2000)
      .meta({ title: 'Markers', description: 'Name with frame, or with seconds from the first frame.' }),
  }),
  result: z.object({ markers: z.array(Marker) }),
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})

/** All markers in order of their frames. */
export const listMarkers = defineCommand({
  app: 'blender',
  command: 'markers.list',
  title: 'List markers',
  description: 'All markers of the scene, first to last.',
  args: z.strictObject({}),
  result: z.object({ markers: z.array(Marker) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
