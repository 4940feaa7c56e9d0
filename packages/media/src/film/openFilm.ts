import { basename } from 'node:path'
import { fail } from '@segue/protocol'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import { useCodecs } from '../codecs.ts'

/** What failures say about a film that cannot be read. */
export function unreadable(name: string, detail: string) {
  return fail({
    code: 'video.unreadable',
    message: `“${name}” cannot be read as a film: ${detail}`,
    hint: 'Use an MP4, MOV, WebM or MKV that plays to its end, or export it again.',
    kind: 'input',
  })
}

/**
 * Opens a film, hands it over and closes it again. Whatever a demuxer or decoder throws becomes
 * `video.unreadable`, naming the file.
 */
export async function withFilm<T>(
  path: string,
  read: (input: Input, name: string) => Promise<T>,
  name = basename(path),
): Promise<T> {
  using _ = useCodecs()
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined })
  const input = new Input({ source, formats: ALL_FORMATS })
  try {
    return await read(input, name)
  } catch (error) {
    if (error instanceof Error && 'failure' in error) throw error
    throw unreadable(name, error instanceof Error ? error.message : String(error))
  } finally {
    input.dispose()
  }
}
