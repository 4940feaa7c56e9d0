import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { Waveform } from '../previews/Waveform.tsx'
import { runner } from '../server/client.ts'
import { renewPreview, usePreview } from '../server/queries.ts'
import type { Playable } from './reviewPair.ts'

interface Props {
  artifact: ArtifactRef
  /** 0–1. */
  played: number
  onElement: (element: Playable | null) => void
  /** Hears that it went on, was moved, started or stopped. */
  onTime?: () => void
  onToggle?: () => void
}

/** One take of what is reviewed, as large as its place. */
export function ReviewTake({ artifact, played, onElement, onTime, onToggle }: Props) {
  const { data: preview } = usePreview(artifact)
  const { data: url } = useQuery({
    queryKey: ['url', artifact.artifactId],
    queryFn: () => runner().artifacts.url(artifact),
    staleTime: 3_600_000,
    enabled: preview?.kind === 'waveform',
  })
  const told = { onTimeUpdate: onTime, onPlay: onTime, onPause: onTime, onSeeked: onTime }
  if (preview?.kind === 'video')
    return (
      <video
        ref={onElement}
        src={preview.url}
        poster={preview.poster}
        playsInline
        loop
        preload="auto"
        aria-label={artifact.name}
        onClick={onToggle}
        onError={() => void renewPreview(artifact)}
        {...told}
        className="absolute inset-0 size-full object-contain"
      />
    )
  if (preview?.kind === 'waveform')
    return (
      <>
        <div className="absolute inset-x-4 inset-y-6">
          <Waveform peaks={preview.peaks} played={played} label={`Waveform of ${artifact.name}`} />
        </div>
        <audio ref={onElement} src={url} loop preload="auto" {...told} />
      </>
    )
  return <PreviewBody nodeId={`review ${artifact.artifactId}`} artifact={artifact} />
}
