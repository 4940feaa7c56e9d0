import { coverPalette } from '../looks/coverPalette.ts'
import { coverPixels } from '../looks/coverPixels.ts'
import { type Finish, fadeSound, type MasterRequest, placeInSet, prepareMaster } from '../sound/master.ts'
import { openSound } from '../sound/open.ts'
import type { RangeRequest } from '../sound/range.ts'
import type { SetSource } from '../sound/setTime.ts'

type Progress = (fraction: number | null, message: string) => void

/** What a media process can do, by name. Request and result are plain data: they travel between processes. */
export const jobs = {
  /** A person's master, checked, placed in its set and cut. */
  master: (request: MasterRequest, progress: Progress) => prepareMaster(request, progress),
  /** The part of a set that is wanted. */
  range: ({ set, range }: { set: SetSource; range: RangeRequest }) => placeInSet(set, range),
  /** A rendered or recorded range with its fades. */
  fade: ({ path, out, fades }: { path: string; out: string; fades: Finish }) => fadeSound(path, out, fades),
  /** What the head of a sound file says. */
  facts: async ({ path, name }: { path: string; name: string }) => (await openSound(path, { name })).facts,
  /** The colours of a picture. */
  palette: async ({ path, name }: { path: string; name: string }) =>
    coverPalette(await coverPixels(path, name)),
}

export type Jobs = typeof jobs
