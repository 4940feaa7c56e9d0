import { extname } from 'node:path'
import { mimeTypes } from '@segue/protocol'

const ascii = (head: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((char, i) => head[at + i] === char.charCodeAt(0))
const bytes = (head: Uint8Array, ...values: number[]): boolean =>
  values.every((value, i) => head[i] === value)

const magics: readonly (readonly [mime: string, test: (head: Uint8Array) => boolean])[] = [
  ['audio/wav', (h) => (ascii(h, 0, 'RIFF') || ascii(h, 0, 'RF64')) && ascii(h, 8, 'WAVE')],
  ['audio/aiff', (h) => ascii(h, 0, 'FORM') && (ascii(h, 8, 'AIFF') || ascii(h, 8, 'AIFC'))],
  ['audio/flac', (h) => ascii(h, 0, 'fLaC')],
  ['audio/midi', (h) => ascii(h, 0, 'MThd')],
  ['audio/ogg', (h) => ascii(h, 0, 'OggS')],
  ['audio/mp4', (h) => ascii(h, 4, 'ftypM4A')],
  ['video/quicktime', (h) => ascii(h, 4, 'ftypqt')],
  ['image/avif', (h) => ascii(h, 4, 'ftypavif')],
  ['video/mp4', (h) => ascii(h, 4, 'ftyp')],
  ['video/webm', (h) => bytes(h, 0x1a, 0x45, 0xdf, 0xa3)],
  ['image/png', (h) => bytes(h, 0x89) && ascii(h, 1, 'PNG')],
  ['image/jpeg', (h) => bytes(h, 0xff, 0xd8, 0xff)],
  ['image/gif', (h) => ascii(h, 0, 'GIF8')],
  ['image/x-exr', (h) => bytes(h, 0x76, 0x2f, 0x31, 0x01)],
  ['image/webp', (h) => ascii(h, 0, 'RIFF') && ascii(h, 8, 'WEBP')],
  ['audio/mpeg', (h) => ascii(h, 0, 'ID3') || (bytes(h, 0xff) && ((h[1] ?? 0) & 0xe6) === 0xe2)],
  [mimeTypes.blend, (h) => ascii(h, 0, 'BLENDER')],
  ['model/gltf-binary', (h) => ascii(h, 0, 'glTF')],
  ['application/pdf', (h) => ascii(h, 0, '%PDF')],
]

const byExtension: Record<string, string> = {
  '.als': mimeTypes.liveSet,
  '.segue': mimeTypes.package,
  '.blend': mimeTypes.blend,
  '.wav': 'audio/wav',
  '.aif': 'audio/aiff',
  '.aiff': 'audio/aiff',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.mid': 'audio/midi',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.exr': 'image/x-exr',
  '.json': 'application/json',
  '.txt': 'text/plain',
}

/** The file extension that fits a mime type, with its dot; empty when there is none. */
export function extensionOf(mime: string): string {
  return Object.entries(byExtension).find(([, known]) => known === mime)?.[0] ?? ''
}

/**
 * The mime type of a file by its first bytes; the name only helps where the bytes say nothing, so that a damaged
 * `.wav` still reaches the node that can say what is wrong with it.
 */
export function sniffMime(head: Uint8Array, name: string): string {
  const extension = extname(name).toLowerCase()
  if (extension === '.als') return mimeTypes.liveSet
  const found = magics.find(([, test]) => test(head))?.[0]
  return found ?? byExtension[extension] ?? 'application/octet-stream'
}
