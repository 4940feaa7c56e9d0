import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A file to pack: text, or a file on disk. */
export interface PackedFile {
  name: string
  from: { text: string } | { path: string }
}

/**
 * The bytes of a package. Nothing is compressed, since media already is, and equal contents give equal bytes: no time
 * and no owner is written down.
 */
export function packageStream(files: readonly PackedFile[]): Readable {
  const zip = new ZipFile()
  const options = { compress: false, mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 }
  for (const { name, from } of files)
    if ('text' in from) zip.addBuffer(Buffer.from(from.text), name, options)
    else zip.addReadStreamLazy(name, options, (give) => give(null, createReadStream(from.path)))
  zip.end()
  const stream = zip.outputStream as Readable // yazl's own stream, typed as what it is written to
  zip.on('error', (error: Error) => stream.destroy(error))
  return stream
}
