import { statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Failure, failureOf } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { MediaLane } from '../lanes/mediaLane.ts'
import { json } from './appServer.ts'

/** Answers `POST /upload?name=…` with the stored file as an artifact reference, its media facts filled in. */
export type Upload = (request: IncomingMessage, response: ServerResponse, trusted: boolean) => Promise<void>

const reserveBytes = 500 * 1024 * 1024

export interface UploadOptions {
  artifacts: ArtifactStore
  media: MediaLane
  folder: string
}

/** Uploads are streamed to disk; one that would fill the disk is refused before it is read. */
export function createUpload({ artifacts, media, folder }: UploadOptions): Upload {
  return async (request, response, trusted) => {
    const name =
      new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('name')?.slice(0, 255) || 'file'
    const { bavail, bsize } = await statfs(folder)
    const bytes = Number(request.headers['content-length'] ?? 0)
    if (bytes + reserveBytes > bavail * bsize) return json(response, 507, { failure: full(name) })
    try {
      const origin =
        trusted && typeof request.headers['x-segue-origin'] === 'string'
          ? decodeURIComponent(request.headers['x-segue-origin'])
          : ''
      const stored = await artifacts.putStream(request, { name, ...(origin ? { origin } : {}) })
      const meta = await media.tool('factsOf', await artifacts.path(stored), stored.name)
      json(response, 200, { ...stored, meta })
    } catch (error) {
      json(response, 400, { failure: failureOf(error) })
    }
  }
}

const full = (name: string): Failure => ({
  code: 'disk.full',
  message: `There is not enough space on this disk for “${name}”.`,
  hint: 'Make space, or move Segue to another disk with --home.',
  severity: 'error',
  kind: 'environment',
})
