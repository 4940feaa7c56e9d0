import type { Preview } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { renewPreview } from '../server/queries.ts'
import { AudioPlayer } from './AudioPlayer.tsx'
import { Curves } from './Curves.tsx'
import { FileFacts } from './FileFacts.tsx'
import { FilmPlayer } from './FilmPlayer.tsx'
import { FrameBrowser } from './FrameBrowser.tsx'

/** The large face of one artifact. */
export function LargePreview({ artifact, preview }: { artifact: ArtifactRef; preview: Preview }) {
  switch (preview.kind) {
    case 'video':
      return (
        <FilmPlayer
          url={preview.url}
          poster={preview.poster}
          name={artifact.name}
          aspect={preview.width / preview.height}
          onError={() => void renewPreview(artifact)}
        />
      )
    case 'waveform':
      return <AudioPlayer artifact={artifact} preview={preview} />
    case 'image':
      return <img src={preview.url} alt={artifact.name} className="max-h-[70vh] max-w-full" />
    case 'frames':
      return <FrameBrowser urls={preview.urls} frames={preview.frames} />
    case 'curves':
      return (
        <div className="relative h-[44vh] w-full">
          <Curves curves={preview.curves} label={`Curves of ${artifact.name}`} most={8} />
        </div>
      )
    case 'text':
      return (
        <pre className="size-full max-h-[66vh] overflow-auto p-4 font-mono text-node whitespace-pre-wrap">
          {preview.text}
        </pre>
      )
    case 'file':
      return (
        <div className="relative h-40 w-80">
          <FileFacts artifact={artifact} lines={preview.lines} />
        </div>
      )
  }
}
