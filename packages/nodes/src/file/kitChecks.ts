import { chaptersProblem, type PlaceVerdict, placesFor } from '@segue/media/check/places'
import type { SoundReport } from '@segue/media/check/sound'
import type { ArtifactRef, MediaMeta } from '@segue/protocol'
import { z } from 'zod'

/** A film of a kit, as its list describes it. */
export interface KitFilm extends Pick<MediaMeta, 'durationSec' | 'width' | 'height' | 'fps' | 'codec'> {
  name: string
  bytes: number
  sha256: string
  /** Null without sound. */
  sound: Pick<SoundReport, 'integratedLufs' | 'truePeakDb'> | null
  /** The application that a stand-in took the place of. */
  standIn: string | null
  places: PlaceVerdict[]
}

export function kitFilm({
  film,
  name,
  sound,
}: {
  film: ArtifactRef
  name: string
  sound: KitFilm['sound']
}): KitFilm {
  const { durationSec, width, height, fps, codec, standIn = null } = film.meta
  return {
    ...{
      name,
      bytes: film.bytes,
      sha256: film.artifactId,
      durationSec,
      width,
      height,
      fps,
      codec,
      sound,
      standIn,
    },
    places: placesFor(film),
  }
}

const Found = z
  .object({ found: z.array(z.object({ wrong: z.boolean(), text: z.string() })) })
  .catch({ found: [] })

const level = (value: number | null) => (value === null ? 'silent' : value.toFixed(1).replace('-', '−'))

function filmLines({
  name,
  bytes,
  durationSec,
  width,
  height,
  codec,
  sound,
  standIn,
  places,
}: KitFilm): string[] {
  const facts = [
    durationSec === undefined ? '' : `${durationSec.toFixed(2)} s`,
    width && height ? `${width} × ${height}` : '',
    codec ?? '',
    `${(bytes / 1e6).toFixed(1)} MB`,
    sound ? `${level(sound.integratedLufs)} LUFS, true peak ${level(sound.truePeakDb)} dBTP` : 'no sound',
  ]
  return [
    `${name}: ${facts.filter((fact) => fact !== '').join(', ')}`,
    ...(standIn === null ? [] : [`  ! Made by the stand-in for ${standIn}.`]),
    ...places.map(
      ({ place, fits, why }) => `  ${fits ? '✓' : '–'} ${place}${fits ? '' : `: ${why.join(', ')}`}`,
    ),
  ]
}

/**
 * What a person reads before they upload. Not fine when a check found something, a sound clips, or chapters would not
 * be taken; that a place does not take a shape is no mistake.
 */
export function checksText({
  films,
  chapters,
  check,
}: {
  films: readonly KitFilm[]
  chapters: string
  check: unknown
}): { fine: boolean; lines: string[] } {
  const wrong = Found.parse(check ?? {}).found.filter((one) => one.wrong)
  const clipped = films.filter(({ sound }) => (sound?.truePeakDb ?? -1) > 0)
  const chapterWords = chapters.trim() === '' ? null : chaptersProblem(chapters)
  const lines = [
    ...films.flatMap(filmLines),
    ...clipped.map(({ name }) => `! ${name} is louder than full scale.`),
    ...(chapterWords === null ? [] : [`! YouTube makes no chapters of these: ${chapterWords}`]),
    ...wrong.map(({ text }) => `! ${text}`),
  ]
  return { fine: wrong.length === 0 && clipped.length === 0 && chapterWords === null, lines }
}
