import { Play, X } from 'lucide-react'
import { resetInput } from '../recipes/inputValues.ts'
import { startRun } from '../runs/startRun.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { type Drop, dismissDrop, placeDropped, useDrop } from './dropStore.ts'

/** What becomes of a dropped file: how far it is, then where it went and what can be done with it instead. */
export function DropNotice() {
  const drop = useDrop((state) => state.drop)
  if (drop === null) return null
  return (
    <div
      role="status"
      className="fixed bottom-14 left-1/2 z-30 flex max-w-[92vw] -translate-x-1/2 items-center gap-3 rounded-node border border-line bg-header py-2 pr-2 pl-4 shadow-pop max-md:bottom-18"
    >
      {drop.kind === 'uploading' ? <Uploading {...drop} /> : <Used {...drop} />}
    </div>
  )
}

function Uploading({ name, fraction }: Extract<Drop, { kind: 'uploading' }>) {
  return (
    <>
      <span className="max-w-72 truncate">{name}</span>
      <span className="h-1 w-32 overflow-hidden rounded-full bg-line">
        <span className="block h-full origin-left bg-running" style={{ transform: `scaleX(${fraction})` }} />
      </span>
      <span className="w-10 pr-2 text-right font-mono text-muted text-node tabular-nums">
        {Math.round(fraction * 100)} %
      </span>
    </>
  )
}

function Used({ artifact, input, spot }: Extract<Drop, { kind: 'used' }>) {
  return (
    <>
      <span className="min-w-0 truncate">
        <b className="font-medium">{artifact.name}</b>
        <span className="text-muted"> is now “{input.label}”</span>
      </span>
      <Button
        look="primary"
        onClick={() => {
          dismissDrop()
          void startRun()
        }}
      >
        <Play size={12} className="fill-current" />
        Run
      </Button>
      <Button
        look="quiet"
        className="max-md:hidden"
        onClick={() => {
          resetInput(input.key)
          placeDropped(artifact, spot)
          dismissDrop()
        }}
      >
        Make a node instead
      </Button>
      <IconButton label="Close" onClick={dismissDrop}>
        <X size={14} />
      </IconButton>
    </>
  )
}
