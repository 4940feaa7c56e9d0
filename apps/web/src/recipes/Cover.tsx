import type { RecipeHead } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { artifactIn } from '../previews/mainOutput.ts'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { sampleQuery, usePreview } from '../server/queries.ts'

/** A small picture of what a recipe makes: its cover, or else the sample that comes with it. */
export function Cover({ recipe: { id, cover, starter } }: { recipe: RecipeHead }) {
  return (
    <span className="relative grid aspect-video w-16 shrink-0 place-items-center overflow-hidden rounded-[4px] bg-well text-faint">
      <Workflow size={15} />
      {cover ? <Thumbnail artifact={cover} /> : starter && <SampleCover id={id} />}
    </span>
  )
}

function SampleCover({ id }: { id: string }) {
  const { data: sample } = useQuery(sampleQuery(id))
  const artifact = Object.values(sample?.head.outputs ?? {})
    .map(artifactIn)
    .find((ref) => ref !== null)
  return artifact ? <Thumbnail artifact={artifact} /> : null
}

/** The face of a file at a quarter of node size. A film is its poster: nothing plays inside a list. */
function Thumbnail({ artifact }: { artifact: ArtifactRef }) {
  const { data: preview } = usePreview(artifact)
  if (preview?.kind === 'video') {
    return <img src={preview.poster} alt="" className="absolute inset-0 size-full object-cover" />
  }
  return (
    <span className="pointer-events-none absolute top-0 left-0 block h-[135px] w-60 origin-top-left scale-[0.2667] bg-well">
      <PreviewBody nodeId={`cover ${artifact.artifactId}`} artifact={artifact} />
    </span>
  )
}
