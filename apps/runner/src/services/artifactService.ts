import { readFile } from 'node:fs/promises'
import type { ArtifactsService, Loudness, Preview } from '@segue/api'
import { type ArtifactRef, mimeTypes, SequenceManifest } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Signer } from '../artifacts/signer.ts'
import type { MediaLane } from '../lanes/mediaLane.ts'
import type { Database } from '../store/database.ts'

export interface ArtifactServiceOptions {
  db: Database
  artifacts: ArtifactStore
  signer: Signer
  media: MediaLane
  /** `http://localhost:4401` */
  origin: string
}

const shownFrames = 12

/** Addresses and previews of stored files. A preview is made once in a worker process and kept. */
export function createArtifactService(options: ArtifactServiceOptions): ArtifactsService {
  const { db, artifacts, signer, media, origin } = options
  const url = (ref: Pick<ArtifactRef, 'artifactId' | 'mime' | 'name'>, download = false): string =>
    origin + signer.sign(ref.artifactId, { mime: ref.mime, name: ref.name, download })

  const kept = async <T>(ref: ArtifactRef, kind: string, make: (path: string) => Promise<T>): Promise<T> => {
    const row = db.get('SELECT data FROM previews WHERE artifact_id = ? AND kind = ?', ref.artifactId, kind)
    if (row) return JSON.parse(String(row.data))
    const made = await make(await artifacts.path(ref))
    db.run(
      'INSERT OR REPLACE INTO previews (artifact_id, kind, data) VALUES (?, ?, ?)',
      ref.artifactId,
      kind,
      JSON.stringify(made),
    )
    return made
  }

  const still = async (ref: ArtifactRef, tool: 'posterOf' | 'sceneStillOf'): Promise<string> => {
    const picture = await kept(ref, tool, async (path) =>
      artifacts.putBytes(await media.tool(tool, path), { name: `${ref.name}.still` }),
    )
    return url(picture)
  }

  const preview = async (ref: ArtifactRef): Promise<Preview> => {
    const { mime, meta } = ref
    const durationSec = meta.durationSec ?? 0
    const size = { width: meta.width ?? 16, height: meta.height ?? 9 }
    if (mime.startsWith('audio/') && mime !== 'audio/midi') {
      const peaks = await kept(ref, 'waveform', (path) => media.tool('peaksOf', path))
      return { kind: 'waveform', peaks, durationSec }
    }
    if (mime === mimeTypes.channels) {
      const { curves, ...rest } = await kept(ref, 'curves', (path) => media.tool('curvesOf', path))
      return { kind: 'curves', curves, ...rest }
    }
    if (mime.startsWith('image/') && mime !== 'image/svg+xml')
      return { kind: 'image', url: url(ref), ...size }
    if (mime === mimeTypes.standInScene)
      return { kind: 'image', url: await still(ref, 'sceneStillOf'), ...size }
    if (mime.startsWith('video/'))
      return { kind: 'video', url: url(ref), poster: await still(ref, 'posterOf'), ...size, durationSec }
    if (mime === mimeTypes.sequence) {
      const { frames, mime: frameMime } = SequenceManifest.parse(
        JSON.parse(await readFile(await artifacts.path(ref), 'utf8')),
      )
      const every = Math.max(1, Math.ceil(frames.length / shownFrames))
      const some = frames.filter((_, i) => i % every === 0)
      const urls = some.map(({ artifactId }, i) =>
        url({ artifactId, mime: frameMime, name: `frame-${i * every}.png` }),
      )
      return { kind: 'frames', urls, frames: frames.length }
    }
    const isText = mime.startsWith('text/') || mime === 'application/json' || mime === mimeTypes.list
    if (isText)
      return { kind: 'text', text: (await readFile(await artifacts.path(ref), 'utf8')).slice(0, 4000) }
    return { kind: 'file', name: ref.name, bytes: ref.bytes, mime, lines: meta.remarks ?? [] }
  }

  const loudness = async (ref: ArtifactRef): Promise<Loudness | null> => {
    const sounds =
      ref.mime.startsWith('video/') || (ref.mime.startsWith('audio/') && ref.mime !== 'audio/midi')
    return sounds ? kept(ref, 'loudness', (path) => media.tool('loudnessOf', path, ref.name)) : null
  }

  return { preview, loudness, url: async (ref, { download }) => url(ref, download) }
}
