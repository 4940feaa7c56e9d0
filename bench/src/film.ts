import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeFilm } from '@segue/media/film/film'
import { clickTrack, paintFrames, plainFilm } from '@segue/media/film/testMaterial'
import type { Row } from './table.ts'

const count = 240
const clicksSec = Array.from({ length: 20 }, (_, i) => i / 2)

/** One film of 10 s with sound, type and grain, from frames on disk to a finished MP4. */
async function measure(folder: string, size: { width: number; height: number }): Promise<Row[]> {
  const paths = await paintFrames(folder, { ...size, count }, (context, i) => {
    const sky = context.createLinearGradient(0, 0, 0, size.height)
    sky.addColorStop(0, '#0A0B10')
    sky.addColorStop(1, '#1B1F3B')
    context.fillStyle = sky
    context.fillRect(0, 0, size.width, size.height)
    context.fillStyle = '#FF5A36'
    context.fillRect((i / count) * size.width, size.height / 4, size.height / 2, size.height / 2)
  })
  const path = join(folder, 'sound.wav')
  await clickTrack(path, { sampleRate: 48_000, durationSec: 10, clicksSec })
  const out = join(folder, 'film.mp4')
  const rows: Row[] = []
  for (const quality of ['draft', 'final'] as const) {
    const film = plainFilm(paths, { ...size, out, sound: { path, name: 'sound.wav' } })
    const overlay = {
      title: 'Night Drive',
      artist: 'Somebody',
      progressLine: true,
      fadeInSec: 1,
      fadeOutSec: 1,
    }
    const started = performance.now()
    await encodeFilm({ ...film, overlay, grain: 0.04, quality })
    const tookSec = (performance.now() - started) / 1000
    const what = `film ${size.width} × ${size.height}, ${quality}`
    rows.push({ what, value: count / tookSec, unit: 'frames/s' })
    rows.push({ what: `${what}: bit rate`, value: ((await stat(out)).size * 8) / 10 / 1e6, unit: 'Mbit/s' })
  }
  return rows
}

/** Frames per second that become film: read PNG, draw type and grain, encode H.264 and AAC, write MP4. */
export async function benchFilm(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-bench-'))
  try {
    return [
      ...(await measure(folder, { width: 640, height: 360 })),
      ...(await measure(folder, { width: 1920, height: 1080 })),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
