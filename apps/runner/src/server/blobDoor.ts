import { createHmac, timingSafeEqual } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppId, type Failure, failureOf } from '@segue/protocol'
import { z } from 'zod'
import type { BlobFacts } from '../bridges/blobs.ts'
import { json } from './appServer.ts'

/** Where a bridge that shares no disk with the runner leaves the files that it made. */
export const blobPath = '/bridge/blob'

export interface BlobDoorOptions {
  /** Where uploads land. */
  folder: string
  /** The key of a bridge while that session of it is connected; else null. */
  keyOf(app: AppId, session: string): Uint8Array | null
  receive(body: AsyncIterable<Uint8Array>, facts: BlobFacts): Promise<void>
}

/** Answers `POST /bridge/blob` with `{ path: 'blob:<sha256>' }`, which a result then names. */
export type BlobDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const maxBytes = 8 * 1024 ** 3
const reserveBytes = 500 * 1024 ** 2

const Heads = z.object({
  'x-segue-app': AppId,
  'x-segue-session': z.string().max(80),
  'x-segue-sha256': z.string().regex(/^[0-9a-f]{64}$/),
  'x-segue-proof': z.string().regex(/^[0-9a-f]{64}$/),
  'content-length': z.coerce.number().int().min(0),
})

/**
 * Who uploads has no token: the bridge of a connected session proves its key over what it sends, its hash and size, so
 * that a proof is good for these bytes alone. One upload is one file; a broken one begins anew.
 */
export function createBlobDoor({ folder, keyOf, receive }: BlobDoorOptions): BlobDoor {
  return async (request, response) => {
    const heads = Heads.safeParse(request.headers)
    if (request.headers.origin !== undefined || !heads.success) return refuse(request, response, 403)
    const { 'x-segue-sha256': sha256, 'content-length': bytes, ...who } = heads.data
    const key = keyOf(who['x-segue-app'], who['x-segue-session'])
    const proof = key && proofOf(key, `blob:${who['x-segue-session']}:${sha256}:${bytes}`)
    if (proof === null || !timingSafeEqual(Buffer.from(proof), Buffer.from(who['x-segue-proof'])))
      return refuse(request, response, 403)
    if (bytes > maxBytes) return refuse(request, response, 413)
    const { bavail, bsize } = await statfs(folder)
    if (bytes + reserveBytes > bavail * bsize) return refuse(request, response, 507)
    try {
      await receive(request, { sha256, bytes })
      json(response, 200, { path: `blob:${sha256}` })
    } catch (error) {
      const failure: Failure = failureOf(error)
      json(response, 400, { failure })
    }
  }
}

const proofOf = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex')

/** What was sent is not read: the connection ends with the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.setHeader('Connection', 'close')
  response.once('finish', () => request.destroy())
  json(response, status, { ok: false, error: status === 403 ? 'refused' : 'too large' })
}
