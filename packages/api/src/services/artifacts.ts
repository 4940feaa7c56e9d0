import type { ArtifactRef } from '@segue/protocol'

/** What a node or a viewer draws, made once per artifact and kept. */
export type Preview =
  /** Peaks: pairs of minimum and maximum, −1…1, evenly spaced over the whole length. */
  | { kind: 'waveform'; peaks: number[]; durationSec: number }
  /** Up to eight curves, each resampled to at most 400 points in 0…1. */
  | { kind: 'curves'; curves: { name: string; points: number[] }[]; durationSec: number }
  | { kind: 'image'; url: string; width: number; height: number }
  /** `url` plays; `poster` is a still. */
  | { kind: 'video'; url: string; poster: string; width: number; height: number; durationSec: number }
  | { kind: 'frames'; urls: string[]; frames: number }
  | { kind: 'text'; text: string }
  | { kind: 'file'; name: string; bytes: number; mime: string; lines: string[] }

/** How loud a sound is, or the sound of a film. Null where it is silent. */
export interface Loudness {
  /** Over all of it, LUFS. */
  integratedLufs: number | null
  /** dBTP. */
  truePeakDb: number | null
}

export interface ArtifactsService {
  /** A signed address on the artifact origin, good for some hours. */
  url(ref: ArtifactRef, options: { download: boolean }): Promise<string>
  preview(ref: ArtifactRef): Promise<Preview>
  /** Measured once per artifact and kept. Null for what has no sound. */
  loudness(ref: ArtifactRef): Promise<Loudness | null>
}
