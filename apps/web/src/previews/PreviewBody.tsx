import type { ArtifactRef } from '@segue/protocol'
import { renewPreview, usePreview } from '../server/queries.ts'
import { Curves } from './Curves.tsx'
import { FileFacts } from './FileFacts.tsx'
import { Film } from './Film.tsx'
import { Frames } from './Frames.tsx'
import { Picture } from './Picture.tsx'
import { TextLines } from './TextLines.tsx'
import { Waveform } from './Waveform.tsx'

/** The face of one artifact at node size. Quiet while it loads, and when there is nothing to see. */
export function PreviewBody({ nodeId, artifact }: { nodeId: string; artifact: ArtifactRef }) {
  const { data: preview, isError } = usePreview(artifact)
  if (isError) return <FileFacts artifact={artifact} lines={['No preview']} />
  switch (preview?.kind) {
    case undefined:
      return null
    case 'waveform':
      return <Waveform peaks={preview.peaks} label={`Waveform of ${artifact.name}`} />
    case 'curves':
      return <Curves curves={preview.curves} label={`Curves of ${artifact.name}`} most={4} />
    case 'image':
      return <Picture url={preview.url} label={artifact.name} />
    case 'frames':
      return <Frames urls={preview.urls} label={`${preview.frames} frames`} />
    case 'video':
      return (
        <Film
          nodeId={nodeId}
          url={preview.url}
          poster={preview.poster}
          name={artifact.name}
          onError={() => void renewPreview(artifact)}
        />
      )
    case 'text':
      return <TextLines text={preview.text} />
    case 'file':
      return <FileFacts artifact={artifact} lines={preview.lines} />
  }
}
