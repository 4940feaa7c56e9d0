import { type FileHandle, open, rm } from 'node:fs/promises'
import {
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
  WebMOutputFormat,
} from 'mediabunny'
import { useCodecs } from '../codecs.ts'
import { undated } from './undated.ts'

/** Containers that Segue writes films into. */
export type FilmContainer = 'mp4' | 'mov' | 'webm'

const writableOf = (file: FileHandle) =>
  new WritableStream<StreamTargetChunk>({
    write: async ({ data, position }) => {
      await file.write(data, 0, data.byteLength, position)
    },
  })

/**
 * Opens a film file, hands it over to be written and finalized, and closes it. MP4 and MOV get their index in front
 * and no dates, so that the same film has the same bytes. On failure nothing is left at `path`.
 */
export async function writeFilmFile<T>(
  path: string,
  container: FilmContainer,
  write: (output: Output) => Promise<T>,
): Promise<T> {
  using _ = useCodecs()
  const file = await open(path, 'w')
  const target = new StreamTarget(writableOf(file), { chunked: true })
  let index = { bytes: new Uint8Array(), position: 0 }
  const onMoov = (moov: Uint8Array, position: number) => {
    index = { bytes: undated(moov), position }
  }
  const format =
    container === 'webm'
      ? new WebMOutputFormat()
      : new (container === 'mov' ? MovOutputFormat : Mp4OutputFormat)({ fastStart: 'reserve', onMoov })
  const output = new Output({ format, target })
  try {
    const result = await write(output)
    await file.write(index.bytes, 0, index.bytes.length, index.position)
    await file.close()
    return result
  } catch (error) {
    await output.cancel().catch(() => {})
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}
