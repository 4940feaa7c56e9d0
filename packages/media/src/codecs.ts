/**
 * Puts the standard WebCodecs classes (VideoEncoder, AudioDecoder, VideoFrame …) on `globalThis`, where
 * mediabunny looks for them. Import it before anything that encodes or decodes: `import '../codecs.ts'`.
 */
import '@napi-rs/webcodecs/polyfill'
