import { chmod, writeFile } from 'node:fs/promises'

/** What a fake ffmpeg writes in place of a film. */
export interface FakeFilm {
  args: string[]
  /** Bytes of pictures that came in. */
  bytes: number
  /** The first pixel, RGBA. */
  first: number[]
  /** How long the WAV is that it was given, at 24 bits, stereo, 44.1 kHz. */
  soundSec: number | null
}

/** What a fake ffmpeg does when it is asked for a film: writes it, fails, or waits for ever. */
type Mood = 'writes' | 'fails' | 'waits'

/**
 * Writes a program that answers as ffmpeg does, and says what it was asked in place of a film. One that waits leaves
 * its process id at `<path>.pid`. For tests: no real ffmpeg is needed.
 */
export async function fakeFfmpeg(
  path: string,
  { encoders, mood = 'writes' }: { encoders: readonly string[]; mood?: Mood },
): Promise<void> {
  const program = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
if (args.includes('-encoders')) {
  console.log('Encoders:\\n ------\\n' + ${JSON.stringify(encoders)}.map((name) => ' V....D ' + name + ' words').join('\\n'))
} else if (${JSON.stringify(mood)} === 'fails') {
  console.error('[mov] first words\\nConversion failed!')
  process.exitCode = 1
} else if (${JSON.stringify(mood)} === 'waits') {
  writeFileSync(${JSON.stringify(`${path}.pid`)}, String(process.pid))
  setInterval(() => undefined, 1000)
} else {
  const pictures = readFileSync(0)
  const wav = args.find((arg) => arg.endsWith('.wav'))
  const data = wav === undefined ? null : readFileSync(wav.slice('file:'.length)).length - 80
  const soundSec = data === null ? null : data / (44100 * 6)
  const film = { args, bytes: pictures.length, first: [...pictures.subarray(0, 4)], soundSec }
  writeFileSync(args.at(-1).slice('file:'.length), JSON.stringify(film))
}
`
  await writeFile(path, program)
  await chmod(path, 0o755)
}
