import type { ArtifactRef } from '@segue/protocol'
import { usePreview } from '../server/queries.ts'
import { PreviewBody } from './PreviewBody.tsx'

/** A file as a picture that does not play: a film is its poster. Fills its place. */
export function Still({ artifact }: { artifact: ArtifactRef }) {
  const { data: preview } = usePreview(artifact)
  const url = preview?.kind === 'video' ? preview.poster : preview?.kind === 'image' ? preview.url : undefined
  if (url !== undefined) return <img src={url} alt="" className="absolute inset-0 size-full object-cover" />
  return (
    <span className="pointer-events-none absolute inset-0">
      <PreviewBody nodeId={`still ${artifact.artifactId}`} artifact={artifact} />
    </span>
  )
}
