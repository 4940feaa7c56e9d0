import { z } from 'zod'
import { AppId } from './app.ts'
import { AppDocument } from './appDocument.ts'

/** One application follows another's time: `follower` is moved to where `leader` is. Stored with the project. */
export const StudioSync = z.strictObject({
  leader: AppId,
  follower: AppId,
  on: z.boolean(),
  /** Start, stop and position. */
  transport: z.boolean(),
  tempo: z.boolean(),
  /** Locators and markers, carried whenever the leader's change. */
  markers: z.boolean(),
  /** Where the leader's second 0 lies on the follower's timeline, in seconds. */
  offsetSec: z.number().min(-86_400).max(86_400),
})
export type StudioSync = z.infer<typeof StudioSync>

/** What a person says of the project; everything else of it comes from the applications. */
export const StudioProject = z.strictObject({
  name: z.string().max(200),
  /** The application whose position and tempo are the project's; null takes the first that plays, then the first. */
  clock: AppId.nullable(),
  /** Anything worth keeping: `{ Client: 'Nord', Deadline: 'Friday' }`. */
  notes: z.record(z.string().min(1).max(60), z.string().max(2000)),
  syncs: z.array(StudioSync).max(30),
})
export type StudioProject = z.infer<typeof StudioProject>

/** Where the project stands: the position and tempo of the application that is its clock. */
export const StudioTime = AppDocument.pick({
  playing: true,
  tempo: true,
  meter: true,
  beats: true,
  sec: true,
  frame: true,
  fps: true,
}).extend({
  app: AppId,
  /** When the application told it, epoch milliseconds. */
  at: z.number(),
})
export type StudioTime = z.infer<typeof StudioTime>

/** What a node sees of the studio at one moment. */
export const StudioNow = z.object({
  name: z.string(),
  notes: z.record(z.string(), z.string()),
  time: StudioTime.nullable(),
  /** What every application that is there has open. */
  documents: z.partialRecord(AppId, AppDocument),
})
export type StudioNow = z.infer<typeof StudioNow>

type Position = Pick<StudioTime, 'playing' | 'tempo' | 'beats' | 'sec' | 'frame' | 'fps'>

/** Where something that plays has got to since it was told: the same position, `elapsedSec` later. */
export function positionAfter<P extends Position>(told: P, elapsedSec: number): P {
  const { playing, tempo, beats, sec, frame, fps } = told
  if (playing !== true) return told
  return {
    ...told,
    beats: beats !== null && tempo !== null ? beats + (elapsedSec * tempo) / 60 : beats,
    sec: sec === null ? null : sec + elapsedSec,
    frame: frame !== null && fps !== null ? Math.floor(frame + elapsedSec * fps) : frame,
  }
}

/** What joins two applications: a file or a value that one made and the other took, an event that one told and the other got. */
export const StudioRelation = z.object({
  from: AppId,
  to: AppId,
  kind: z.enum(['artifact', 'value', 'event', 'sync']),
  /**
   * Name of the file or value, topic of the event, or what is followed; then the steps that it went through on its way:
   * `Kick song.wav › Analyse`.
   */
  name: z.string().max(400),
  /** The file as the first application made it. */
  sha256: z.string().nullable(),
  runId: z.string().nullable(),
  /** Last time, epoch milliseconds, and how many times. */
  at: z.number(),
  times: z.number().int().positive(),
})
export type StudioRelation = z.infer<typeof StudioRelation>
