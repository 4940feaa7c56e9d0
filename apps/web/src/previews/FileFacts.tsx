import type { ArtifactRef } from '@segue/protocol'
import { FileBox } from 'lucide-react'
import { formatBytes } from './facts.ts'

/** A file without a picture: its name, its size and what is known about it. */
export function FileFacts({ artifact, lines }: { artifact: ArtifactRef; lines: string[] }) {
  return (
    <div className="absolute inset-0 flex flex-col justify-center gap-1 px-3 text-tiny text-muted">
      <p className="flex items-center gap-1.5 text-node text-text">
        <FileBox className="size-3.5 shrink-0 text-muted" />
        <span className="truncate">{artifact.name}</span>
      </p>
      <p className="font-mono tabular-nums">{formatBytes(artifact.bytes)}</p>
      {lines.slice(0, 3).map((line) => (
        <p key={line} className="truncate">
          {line}
        </p>
      ))}
    </div>
  )
}
