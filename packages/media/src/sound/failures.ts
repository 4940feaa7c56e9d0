import { basename } from 'node:path'
import { type FailureError, fail } from '@segue/protocol'

/** The name a person knows a file by. */
export const nameOf = (path: string, name?: string): string => name ?? basename(path)

/** The bytes are not what they claim to be. */
export function damaged(name: string, detail: string): FailureError {
  return fail({
    code: 'audio.damaged',
    message: `“${name}” is damaged: ${detail}`,
    hint: 'Export the file again, or choose another one.',
    kind: 'input',
  })
}

/** The file ends before the length that it declares. */
export function truncated(name: string, gotSec: number, declaredSec: number): FailureError {
  return fail({
    code: 'audio.truncated',
    message: `“${name}” is cut short: it holds ${gotSec.toFixed(2)} s of ${declaredSec.toFixed(2)} s.`,
    hint: 'The export or copy did not finish. Export or copy the file again.',
    kind: 'input',
  })
}

/** No byte, or no sample. */
export function empty(name: string): FailureError {
  return fail({
    code: 'audio.empty',
    message: `“${name}” holds no sound.`,
    hint: 'Choose a file with at least one sample in it.',
    kind: 'input',
  })
}

/** Not a sound file, or one of a kind that cannot be read here. */
export function unknownFormat(name: string, detail: string): FailureError {
  return fail({
    code: 'audio.unknown_format',
    message: `“${name}” is not a sound file that Segue reads: ${detail}`,
    hint: 'Use WAV, AIFF, FLAC, MP3, M4A, Ogg or Opus.',
    kind: 'input',
  })
}
