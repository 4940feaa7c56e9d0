import { artifactIn } from '../previews/mainOutput.ts'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { ValuePreview } from '../previews/ValuePreview.tsx'

/** A value with its picture, sound or text, at the size of a small screen. */
export function ShownValue({ nodeId, value }: { nodeId: string; value: unknown }) {
  const ref = artifactIn(value)
  return (
    <div className="relative aspect-video w-full overflow-hidden rounded-field bg-well">
      {ref ? <PreviewBody nodeId={nodeId} artifact={ref} /> : <ValuePreview value={value} />}
    </div>
  )
}
