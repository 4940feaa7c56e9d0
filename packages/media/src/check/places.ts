import type { MediaMeta } from '@segue/protocol'

/** What a place for films takes. */
interface PlaceLimits {
  title: string
  seconds: readonly [least: number, most: number]
  bytes: number
  fps?: readonly [least: number, most: number]
  /** Pixels of the short side. */
  short?: readonly [least: number, most: number]
  /** Width by height; any when left out. */
  ratio?: number
  mimes: readonly string[]
}

const MB = 1_000_000
const mp4 = 'video/mp4'
const mov = 'video/quicktime'

/**
 * What places said in 2026. YouTube: support.google.com/youtube/answer/71673. Reels: Instagram's content publishing
 * guide for developers. TikTok: developers.tiktok.com, media transfer guide. Canvas: support.spotify.com, canvas
 * guidelines. They change; a film that is near a limit is worth a look there.
 */
const places: readonly PlaceLimits[] = [
  { title: 'YouTube', seconds: [0, 43_200], bytes: 256_000 * MB, mimes: [mp4, mov, 'video/webm'] },
  { title: 'Instagram Reels', seconds: [3, 900], bytes: 300 * MB, fps: [23, 60], mimes: [mp4, mov] },
  {
    ...{ title: 'TikTok', seconds: [3, 600], bytes: 1000 * MB, fps: [23, 60], short: [360, 4096] },
    mimes: [mp4, mov, 'video/webm'],
  },
  {
    ...{ title: 'Spotify Canvas', seconds: [3, 8], bytes: 200 * MB, short: [720, 1080], ratio: 9 / 16 },
    mimes: [mp4],
  },
]

/** Whether one place takes a film, and why not. */
export interface PlaceVerdict {
  place: string
  fits: boolean
  why: string[]
}

export interface PlacedFilm {
  mime: string
  bytes: number
  meta: Pick<MediaMeta, 'durationSec' | 'width' | 'height' | 'fps'>
}

function whyNot({ mime, bytes, meta }: PlacedFilm, limits: PlaceLimits): string[] {
  const why: string[] = []
  const { durationSec, width, height, fps } = meta
  const [least, most] = limits.seconds
  if (!limits.mimes.includes(mime)) why.push('another kind of file is wanted')
  if (bytes > limits.bytes) why.push(`at most ${limits.bytes / MB} MB`)
  if (durationSec !== undefined && durationSec < least) why.push(`at least ${least} s`)
  if (durationSec !== undefined && durationSec > most + 0.05) why.push(`at most ${most} s`)
  const rate = fps && fps.num / fps.den
  if (rate && limits.fps && (rate < limits.fps[0] || rate > limits.fps[1] + 0.01))
    why.push(`${limits.fps.join(' to ')} frames a second`)
  if (width === undefined || height === undefined) return why
  const short = Math.min(width, height)
  if (limits.short && (short < limits.short[0] || short > limits.short[1]))
    why.push(`${limits.short.join(' to ')} pixels on the short side`)
  if (limits.ratio && Math.abs(width / height / limits.ratio - 1) > 0.01) why.push('9:16')
  return why
}

/** What each place says to a film. */
export const placesFor = (film: PlacedFilm): PlaceVerdict[] =>
  places.map((limits) => {
    const why = whyNot(film, limits)
    return { place: limits.title, fits: why.length === 0, why }
  })

/** Why YouTube would make no chapters of these lines: the first at 0:00, three of them, ten seconds each. Null = fine. */
export function chaptersProblem(lines: string): string | null {
  const starts = lines.split('\n').flatMap((line) => {
    const [, hours = '0', minutes, seconds] = /^(?:(\d+):)?(\d+):(\d\d)\s/.exec(`${line} `) ?? []
    return minutes === undefined ? [] : [Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)]
  })
  if (starts[0] !== 0) return 'The first chapter does not begin at 0:00.'
  if (starts.length < 3) return 'Three chapters are the fewest.'
  const close = starts.findIndex((start, at) => at > 0 && start - (starts[at - 1] ?? 0) < 10)
  return close < 0 ? null : `Chapter ${close} is shorter than ten seconds.`
}
