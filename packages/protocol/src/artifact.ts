import { z } from 'zod'
import { MediaMeta } from './meta.ts'

/** SHA-256 of the bytes, lower-case hex. */
export const ArtifactId = z.string().regex(/^[0-9a-f]{64}$/)
export type ArtifactId = z.infer<typeof ArtifactId>

/** A pointer to stored bytes. What travels on media edges; never holds a path. `name` never affects a result. */
export const ArtifactRef = z.object({
  artifactId: ArtifactId,
  mime: z.string().max(120),
  bytes: z.number().int().nonnegative(),
  name: z.string().max(255),
  meta: MediaMeta.default({}),
})
export type ArtifactRef = z.infer<typeof ArtifactRef>

/** Our own file types. Everything else uses its registered mime type. */
export const mimeTypes = {
  channels: 'application/vnd.segue.channels',
  sequence: 'application/vnd.segue.sequence+json',
  list: 'application/vnd.segue.list+json',
  blend: 'application/x-blender',
  standInScene: 'application/vnd.segue.standin-scene+json',
  liveSet: 'application/vnd.ableton.live-set',
  package: 'application/vnd.segue.package+zip',
} as const

/** The JSON file behind a sequence: frames in order, each an artifact of its own. */
export const SequenceManifest = z.object({
  kind: z.literal('sequence'),
  frames: z.array(z.object({ artifactId: ArtifactId, bytes: z.number().int().nonnegative() })).max(1_000_000),
  mime: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})
export type SequenceManifest = z.infer<typeof SequenceManifest>

/** First line of a channels file. After the newline: planar float32 little-endian, one plane per channel. */
export const ChannelsHeader = z.object({
  version: z.literal(1),
  /** Samples per second, as a fraction. */
  rate: z.object({ num: z.number().int().positive(), den: z.number().int().positive() }),
  samples: z.number().int().nonnegative(),
  channels: z.array(z.string()).max(50_000),
})
export type ChannelsHeader = z.infer<typeof ChannelsHeader>
