import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { createWav } from '../sound/wavWriter.ts'
import type { FilmOptions } from './film.ts'

/** Paints PNG frames into a folder and returns their paths. For tests and measurements. */
export async function paintFrames(
  folder: string,
  shape: { count: number; width: number; height: number },
  paint: (context: SKRSContext2D, index: number) => void,
): Promise<string[]> {
  const canvas = createCanvas(shape.width, shape.height)
  const context = canvas.getContext('2d')
  const paths: string[] = []
  for (let index = 0; index < shape.count; index++) {
    paint(context, index)
    const path = join(folder, `frame-${String(index).padStart(5, '0')}.png`)
    await writeFile(path, await canvas.encode('png'))
    paths.push(path)
  }
  return paths
}

/** Writes a silent WAV with a click of 1 ms at each of these times. */
export async function clickTrack(
  path: string,
  sound: { sampleRate: number; durationSec: number; clicksSec: readonly number[]; channels?: number },
): Promise<void> {
  const { sampleRate, durationSec, clicksSec, channels = 2 } = sound
  const plane = new Float32Array(Math.round(durationSec * sampleRate))
  for (const sec of clicksSec) {
    const at = Math.round(sec * sampleRate)
    for (let i = 0; i < sampleRate / 1000; i++)
      plane[at + i] = 0.9 * Math.cos((2 * Math.PI * 4000 * i) / sampleRate)
  }
  const wav = await createWav(path, { sampleRate, channels, bits: 16 })
  await wav.write(Array.from({ length: channels }, () => plane))
  await wav.close()
}

/** Options for a plain film: no type, no grain, 24 frames a second, nothing to report to. */
export function plainFilm(
  paths: readonly string[],
  rest: Pick<FilmOptions, 'width' | 'height' | 'out'> & Partial<FilmOptions>,
): FilmOptions {
  return {
    frames: (async function* () {
      yield* paths
    })(),
    frameCount: paths.length,
    fps: { num: 24, den: 1 },
    sound: null,
    overlay: { title: '', artist: '', progressLine: false, fadeInSec: 0, fadeOutSec: 0 },
    grain: 0,
    quality: 'final',
    signal: new AbortController().signal,
    onProgress: async () => {},
    ...rest,
  }
}
