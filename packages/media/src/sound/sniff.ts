import { extname } from 'node:path'
import type { Container } from './facts.ts'

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** Whether four bytes start an MPEG audio frame; layer bits 00 mean ADTS (AAC). */
function mpegFrame(bytes: Uint8Array, at: number): 'mp3' | 'adts' | null {
  const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]]
  if (a !== 0xff || b === undefined || c === undefined || (b & 0xe0) !== 0xe0) return null
  if ((b & 0xf6) === 0xf0) return 'adts'
  const reserved = (b & 0x18) === 0x08 || (b & 0x06) === 0 || c >> 4 === 0xf || (c & 0x0c) === 0x0c
  return reserved ? null : 'mp3'
}

/** Bytes an ID3v2 tag takes at the start of a file, 0 when there is none. */
export function id3Length(head: Uint8Array): number {
  if (head.length < 10 || ascii(head, 0, 3) !== 'ID3') return 0
  return head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0) + 10
}

/** What a file is by its first bytes (at least 16, an ID3 tag already skipped); `null` when it is no sound. */
export function sniff(head: Uint8Array): Container | null {
  const magic = ascii(head, 0, 4)
  const kind = ascii(head, 8, 4)
  if ((magic === 'RIFF' || magic === 'RF64' || magic === 'BW64') && kind === 'WAVE') return 'wav'
  if (magic === 'FORM' && (kind === 'AIFF' || kind === 'AIFC')) return 'aiff'
  if (magic === 'fLaC') return 'flac'
  if (magic === 'OggS') return 'ogg'
  if (ascii(head, 4, 4) === 'ftyp') return 'mp4'
  if (magic === '\x1aE\xdf\xa3') return 'matroska'
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) return 'mpegts'
  return mpegFrame(head, 0)
}

const extensions: Record<Container, readonly string[]> = {
  wav: ['.wav', '.wave', '.rf64', '.bwf', '.w64'],
  aiff: ['.aif', '.aiff', '.aifc'],
  flac: ['.flac'],
  mp3: ['.mp3', '.mp2'],
  mp4: ['.m4a', '.mp4', '.aac', '.m4b', '.mov', '.m4v', '.alac'],
  adts: ['.aac', '.adts'],
  ogg: ['.ogg', '.oga', '.opus'],
  matroska: ['.mka', '.mkv', '.webm'],
  mpegts: ['.ts', '.m2ts', '.mts'],
}

/** Mime type of a sound in a container. */
export const soundMimes: Record<Container, string> = {
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  mp4: 'audio/mp4',
  adts: 'audio/aac',
  ogg: 'audio/ogg',
  matroska: 'audio/x-matroska',
  mpegts: 'audio/mp2t',
}

/** A remark when a file's name says something else than its content, else `null`. */
export function nameRemark(name: string, container: Container): string | null {
  const extension = extname(name).toLowerCase()
  if (extension === '' || extensions[container].includes(extension)) return null
  const known = Object.values(extensions).some((list) => list.includes(extension))
  return known ? `“${name}” is named ${extension} but holds ${container.toUpperCase()}.` : null
}
