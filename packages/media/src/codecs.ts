/**
 * Puts the standard WebCodecs classes (VideoEncoder, AudioDecoder, VideoFrame …) on `globalThis`, where
 * mediabunny looks for them. Import it before anything that encodes or decodes: `import '../codecs.ts'`.
 */
import '@napi-rs/webcodecs/polyfill'

/** Keeps the process alive while a native codec works: its callbacks do not hold the event loop. */
export function keepAlive(): Disposable {
  const timer = setInterval(() => undefined, 1000)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
