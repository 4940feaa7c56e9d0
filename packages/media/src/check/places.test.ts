import { expect, test } from 'vitest'
import { chaptersProblem, placesFor } from './places.ts'

const film = (durationSec: number, width: number, height: number, { mime = 'video/mp4', bytes = 1e6 } = {}) =>
  placesFor({ mime, bytes, meta: { durationSec, width, height, fps: { num: 24, den: 1 } } })
    .filter(({ fits }) => fits)
    .map(({ place }) => place)

test.each([
  ['a wide film of a minute', film(60, 1920, 1080), ['YouTube', 'Instagram Reels', 'TikTok']],
  ['a tall loop', film(7.5, 1080, 1920), ['YouTube', 'Instagram Reels', 'TikTok', 'Spotify Canvas']],
  ['a mix of an hour', film(3600, 1920, 1080), ['YouTube']],
  ['a film for a projector', film(60, 1920, 1080, { mime: 'video/x-matroska' }), []],
  ['a large film', film(60, 1920, 1080, { bytes: 2e9 }), ['YouTube']],
])('%s goes where it fits', (_, fits, expected) => {
  expect(fits).toEqual(expected)
})

test.each([
  ['00:00 Intro\n00:10 Build\n00:30 Drop', null],
  ['0:00 Intro\n1:00:00 Second hour\n1:00:10 End', null],
  ['00:05 Intro\n00:20 Build\n00:30 Drop', 'The first chapter does not begin at 0:00.'],
  ['00:00 Intro\n00:20 Build', 'Three chapters are the fewest.'],
  ['00:00 Intro\n00:20 Build\n00:25 Drop', 'Chapter 2 is shorter than ten seconds.'],
])('of “%s”: %s', (lines, problem) => {
  expect(chaptersProblem(lines)).toBe(problem)
})
