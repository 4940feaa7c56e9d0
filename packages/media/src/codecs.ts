/**
 * Puts the standard WebCodecs classes (VideoEncoder, AudioDecoder, VideoFrame …) on `globalThis`, where
 * mediabunny looks for them. Import it before anything that encodes or decodes: `import '../codecs.ts'`.
 */
import { fail } from '@segue/protocol'
import media from '../package.json' with { type: 'json' }

const problem = await import('@napi-rs/webcodecs/polyfill').then(
  () => null,
  (error: unknown) => (error instanceof Error ? error.message : String(error)),
)

const builds: Partial<Record<NodeJS.Platform, string>> = { linux: '-gnu', win32: '-msvc' }
const build = `@napi-rs/webcodecs-${process.platform}-${process.arch}${builds[process.platform] ?? ''}`

/**
 * Opens the codecs for as long as the result lives, and keeps the process alive meanwhile: their callbacks do not
 * hold the event loop. Fails with `codecs.missing` where this machine has no native build.
 */
export function useCodecs(): Disposable {
  if (problem !== null) {
    throw fail({
      code: 'codecs.missing',
      message: `The codecs for ${process.platform} on ${process.arch} cannot be loaded: ${problem}`,
      hint: `Run: npm install --no-save ${build}@${media.dependencies['@napi-rs/webcodecs']}`,
      kind: 'environment',
    })
  }
  const timer = setInterval(() => undefined, 1000)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
