import type { Loudness, Preview } from '@segue/api'
import { ArtifactRef, fail, failureOf } from '@segue/protocol'
import { ask, offline, signedOut } from './ask.ts'
import { type ClientOptions, headersOf, type Transport } from './transport.ts'

/** Stored files: what they look like, where their bytes are, and putting new ones in. */
export interface ArtifactsClient {
  /** A signed address that works for some hours. `download` makes the browser save it under its name. */
  url(ref: ArtifactRef, options?: { download?: boolean }): Promise<string>
  preview(ref: ArtifactRef): Promise<Preview>
  /** Null for what has no sound. */
  loudness(ref: ArtifactRef): Promise<Loudness | null>
  /**
   * Streams a file into the store. `origin` is its path on this machine, so that a Live Set finds its samples; only
   * a caller with the token may give one. Fails with what the runner found wrong with the file.
   */
  upload(body: UploadBody, options: UploadOptions): Promise<ArtifactRef>
}

export interface UploadOptions {
  name: string
  origin?: string
  signal?: AbortSignal
}

/** Whatever `fetch` can stream. */
export type UploadBody = Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/** Address for posting a file of this name; the body is the bytes, the answer an `ArtifactRef`. */
export const uploadUrl = (url: string, name: string): string =>
  `${url}/upload?name=${encodeURIComponent(name)}`

/** The artifacts part of a client. */
export function artifactsOf({ trpc }: Transport, options: ClientOptions): ArtifactsClient {
  return {
    url: (ref, { download = false } = {}) => ask(trpc.artifacts.url.query({ ref, download })),
    preview: (ref) => ask(trpc.artifacts.preview.query({ ref })),
    loudness: (ref) => ask(trpc.artifacts.loudness.query({ ref })),
    async upload(body, { name, origin, signal }) {
      const response = await fetch(uploadUrl(options.url, name), {
        method: 'POST',
        body,
        headers: {
          ...headersOf(options),
          'content-type': 'application/octet-stream',
          ...(origin === undefined ? {} : { 'x-segue-origin': encodeURIComponent(origin) }),
        },
        ...(signal === undefined ? {} : { signal }),
        ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      }).catch(() => {
        throw offline()
      })
      return readUpload(response.status, await response.text())
    },
  }
}

/** Reads the runner's answer to an upload. Fails with the failure it carries. */
export function readUpload(status: number, text: string): ArtifactRef {
  const answer = parse(text)
  const ref = ArtifactRef.safeParse(answer)
  if (status < 300 && ref.success) return ref.data
  if (status === 401 || status === 403) throw signedOut()
  if (typeof answer === 'object' && answer !== null && 'failure' in answer) throw fail(failureOf(answer))
  throw fail({
    code: 'upload.refused',
    message: `The file could not be stored (${status}).`,
    hint: 'Check that there is free space on the disk, then drop it again.',
    kind: 'environment',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
