import type { Preview } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { AudioPlayer } from './AudioPlayer.tsx'
import { Curves } from './Curves.tsx'
import { FileFacts } from './FileFacts.tsx'
import { FrameBrowser } from './FrameBrowser.tsx'

/** The large face of one artifact. */
export function LargePreview({ artifact, preview }: { artifact: ArtifactRef; preview: Preview }) {
  switch (preview.kind) {
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: films made here have no speech track to caption
        <video
          src={preview.url}
          poster={preview.poster}
          controls
          loop
          autoPlay
          playsInline
          aria-label={artifact.name}
          className="max-h-[66vh] w-full"
          style={{ aspectRatio: preview.width / preview.height }}
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
          <Curves curves={preview.curves} label={`Curves of ${artifact.name}`} legend />
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
