import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { type Fps, fail } from '@segue/protocol'

export interface FfmpegFilm {
  program: string
  /** RGBA pictures in order, without padding. */
  pictures: AsyncIterable<Uint8Array | Uint8ClampedArray>
  width: number
  height: number
  fps: Fps
  encoder: string
  args: readonly string[]
  /** A WAV as long as the film, or none. */
  sound: string | null
  out: string
  signal: AbortSignal
  onPicture(done: number): Promise<void>
}

/** Conversion to BT.709, limited range, and the tags that say so; textures such as HAP stay RGB. */
const colour = [
  '-vf',
  'scale=out_color_matrix=bt709:out_range=tv,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
]

/** The arguments for one film: raw pictures come through the standard input, nothing is read but the WAV. */
export function ffmpegArgs(
  film: Omit<FfmpegFilm, 'pictures' | 'signal' | 'onPicture' | 'program'>,
): string[] {
  const { width, height, fps, encoder, args, sound, out } = film
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-video_size', `${width}x${height}`],
    ...['-framerate', `${fps.num}/${fps.den}`, '-i', 'pipe:0'],
    ...(sound === null ? [] : ['-protocol_whitelist', 'file', '-f', 'wav', '-i', `file:${sound}`]),
    ...['-map', '0:v:0', ...(sound === null ? [] : ['-map', '1:a:0', '-c:a', 'pcm_s24le'])],
    ...['-c:v', encoder, ...args, ...(args.includes('rgba') ? [] : colour)],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-movflags', '+faststart'],
    ...['-f', 'mov', `file:${out}`],
  ]
}

async function feed(film: FfmpegFilm, stdin: Writable) {
  let done = 0
  for await (const pixels of film.pictures) {
    film.signal.throwIfAborted()
    // the pixels are used again for the next picture
    if (!stdin.write(Uint8Array.from(pixels))) await once(stdin, 'drain', { signal: film.signal })
    done++
    await film.onPicture(done)
  }
  stdin.end()
}

/**
 * Lets ffmpeg write a MOV. Fails with `ffmpeg.failed`, holding its last words, or with whatever the pictures fail
 * with; on failure or cancel the program has ended and nothing is left at `out`.
 */
export async function writeFfmpegFilm(film: FfmpegFilm): Promise<void> {
  const child = spawn(film.program, ffmpegArgs(film), { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4000)
  })
  const exited = new Promise<string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, by) =>
      resolve(code === 0 ? null : said.trim() || `It ended with ${by ?? code}.`),
    )
  })
  const broken = new AbortController()
  // when it ends early, its pipe breaks: what counts is then what it said
  child.stdin.on('error', () => broken.abort())
  void exited.then(() => broken.abort())
  const kill = () => void child.kill('SIGKILL')
  film.signal.addEventListener('abort', kill)
  const signal = AbortSignal.any([film.signal, broken.signal])
  try {
    const fed = await feed({ ...film, signal }, child.stdin).catch((error: unknown) => ({ error }))
    if (fed && !broken.signal.aborted) throw fed.error
    const problem = await exited
    film.signal.throwIfAborted()
    if (problem === null && !fed) return
    throw fail({
      code: 'ffmpeg.failed',
      message: `ffmpeg could not write the film: ${(problem ?? 'it ended early.').split('\n').slice(-3).join(' ')}`,
      hint: 'Try another format or size. The log holds what it was asked.',
      kind: 'permanent',
      context: { program: film.program, args: ffmpegArgs(film) },
    })
  } catch (error) {
    kill()
    await exited
    await rm(film.out, { force: true })
    throw error
  } finally {
    film.signal.removeEventListener('abort', kill)
  }
}
