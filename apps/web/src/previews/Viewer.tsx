import type { ArtifactRef, Recipe } from '@segue/protocol'
import { Download } from 'lucide-react'
import { edit, useDocument } from '../document/documentStore.ts'
import { ChangeOne } from '../recipes/ChangeOne.tsx'
import { runner } from '../server/client.ts'
import { usePreview } from '../server/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Badge } from './Badge.tsx'
import { factsOf } from './facts.ts'
import { LargePreview } from './LargePreview.tsx'
import { useShown } from './useShown.ts'
import { ValuePreview } from './ValuePreview.tsx'
import { closeViewer, useViewer } from './viewerStore.ts'

/** One node's output, large: play it, read its facts, keep it. */
export function Viewer() {
  const nodeId = useViewer((state) => state.nodeId)
  const name = useDocument(({ recipe }) =>
    nodeId === null || recipe === null ? undefined : titleOf(recipe, nodeId),
  )
  return (
    <Dialog
      open={nodeId !== null}
      onClose={closeViewer}
      title={name ?? 'Output'}
      className="top-[5vh] max-h-[90vh] w-240 max-md:top-0 max-md:h-dvh max-md:max-h-dvh max-md:w-screen max-md:max-w-none max-md:rounded-none"
    >
      {nodeId !== null && <Content nodeId={nodeId} />}
    </Dialog>
  )
}

/** A node behind an output of the recipe goes by the output's name. */
const titleOf = ({ outputs, graph }: Recipe, nodeId: string): string | undefined =>
  outputs.find(({ from }) => from.nodeId === nodeId)?.label ?? graph.nodes[nodeId]?.name

function Content({ nodeId }: { nodeId: string }) {
  const shown = useShown(nodeId)
  const isOutput = useDocument(({ recipe }) => recipe?.outputs.some(({ from }) => from.nodeId === nodeId))
  if (shown === null) {
    return <p className="px-6 py-16 text-center text-muted">Nothing to show yet. Run the recipe first.</p>
  }
  if (shown.kind === 'value') {
    return (
      <div className="relative h-[50vh]">
        <ValuePreview value={shown.value} />
      </div>
    )
  }
  return (
    <>
      <Stage artifact={shown.ref} />
      {isOutput && <ChangeOne onRun={closeViewer} />}
      <footer className="flex items-start gap-4 overflow-auto border-line border-t px-4 py-3">
        <Facts artifact={shown.ref} />
        <div className="flex shrink-0 flex-col items-end gap-2">
          <Button onClick={() => edit('Set the cover', [{ type: 'recipe.set', cover: shown.ref }])}>
            Use as cover
          </Button>
          <Button look="primary" onClick={() => void download(shown.ref)}>
            <Download size={13} />
            Download
          </Button>
          <span className="flex gap-1">
            {shown.sample && <Badge title="A result that comes with Segue.">sample</Badge>}
            {shown.standIn && <Badge title="Made by the built-in stand-in.">stand-in</Badge>}
          </span>
        </div>
      </footer>
    </>
  )
}

function Stage({ artifact }: { artifact: ArtifactRef }) {
  const { data: preview, isError } = usePreview(artifact)
  return (
    <div className="relative grid min-h-48 flex-1 place-items-center overflow-hidden bg-black">
      {preview !== undefined && <LargePreview artifact={artifact} preview={preview} />}
      {isError && <p className="text-muted">This file cannot be shown. It can be downloaded.</p>}
    </div>
  )
}

function Facts({ artifact }: { artifact: ArtifactRef }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="mb-1 truncate font-medium">{artifact.name}</p>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-node">
        {factsOf(artifact).map(([label, value]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-muted">{label}</dt>
            <dd className="font-mono tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {artifact.meta.remarks?.map((remark) => (
        <p key={remark} className="mt-1 text-muted text-node">
          {remark}
        </p>
      ))}
    </div>
  )
}

async function download(ref: ArtifactRef): Promise<void> {
  const link = document.createElement('a')
  link.href = await runner().artifacts.url(ref, { download: true })
  link.download = ref.name
  link.click()
}
