import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Grant } from '../artifacts/signer.ts'
import { sendFile } from './sendFile.ts'

/** Types a browser may show in place; everything else is downloaded. */
const inline = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/wav',
  'audio/mpeg',
  'audio/mp4',
  'audio/flac',
  'audio/ogg',
  'text/plain',
])

/** What keeps a stored file from running as a page, whatever is in it. */
export function guardArtifact(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader(
    'Content-Security-Policy',
    "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
  )
  response.setHeader('Referrer-Policy', 'no-referrer')
}

/** Sends the file of a grant, in place or as a download. Set the guard first. */
export async function sendArtifact(
  request: IncomingMessage,
  response: ServerResponse,
  { artifacts, grant }: { artifacts: ArtifactStore; grant: Grant },
): Promise<void> {
  const shown = inline.has(grant.mime) && !grant.download
  const name = encodeURIComponent(grant.name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  )
  response.setHeader('Content-Type', shown ? grant.mime : 'application/octet-stream')
  response.setHeader('Content-Disposition', `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable')
  await sendFile(request, response, await artifacts.path(grant))
}
