import type { SceneSpec } from '@segue/protocol'
import type { Channels } from '../channels/file.ts'
import type { Clock } from './clock.ts'
import type { Palette } from './palette.ts'

/** Picture shapes a look is composed for: each has a camera and safe areas of its own, none is a crop. */
export const formats = ['16:9', '9:16', '1:1'] as const
export type Format = (typeof formats)[number]

/** What a look is built with. `seed` decides everything that is scattered or picked. */
export interface LookOptions {
  format: Format
  seed: number
  palette: Palette
}

/** A scene that Segue ships: what it is made of and how sound moves it, as data for every engine. */
export interface Look {
  id: string
  title: string
  scene(options: LookOptions): SceneSpec
  /**
   * Curves with one sample per film frame become tracks: animated values by `trackName`, just as long. A curve that
   * is missing counts as silence. Gives way to other work now and then, so a long film does not block the caller.
   */
  motion(curves: Channels, clock: Clock, options: LookOptions): Promise<Channels>
}

/** The shape nearest to a picture size. */
export function formatOf(width: number, height: number): Format {
  const ratio = width / height
  return ratio > 1.15 ? '16:9' : ratio < 0.87 ? '9:16' : '1:1'
}

/** Even picture size of a format whose short side is `short` pixels. */
export function sizeOf(format: Format, short: number): { width: number; height: number } {
  const long = Math.round((short * 16) / 9 / 2) * 2
  if (format === '1:1') return { width: short, height: short }
  return format === '16:9' ? { width: long, height: short } : { width: short, height: long }
}
