import type { ImportedRecipe } from '@segue/api'
import { FolderSearch, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { dismissArrival, findMissing, useArrival } from './arrivalStore.ts'
import { tellFailure } from './versions.ts'

/** What a recipe that came in lacks on this machine, and finding its files. */
export function Arrival() {
  const arrived = useArrival((state) => state.arrived)
  if (arrived === null) return null
  const { name, warnings, missing } = arrived
  return (
    <Dialog open onClose={dismissArrival} title={`${name} is here`}>
      <div className="min-h-0 flex-1 overflow-auto p-4">
        <p className="text-muted">Nothing of it has run. Before it does:</p>
        <ul aria-label="What is missing" className="mt-3 space-y-3">
          {warnings.map(({ code, message, hint, nodeId, context }) => (
            <li key={`${code} ${nodeId} ${String(context?.artifactId)} ${message}`} className="flex gap-2.5">
              <TriangleAlert size={14} className="mt-0.5 shrink-0 text-stale" />
              <span className="min-w-0">
                <span className="block break-words">{message}</span>
                <span className="block text-muted text-node">{hint}</span>
              </span>
            </li>
          ))}
        </ul>
        {warnings.length === 0 && <p className="mt-3">Everything it needs is here now.</p>}
      </div>
      <div className="flex shrink-0 justify-end gap-2 border-line border-t px-4 py-3">
        {missing.length > 0 && <FindFiles arrived={arrived} />}
        <Button look="primary" onClick={dismissArrival}>
          Done
        </Button>
      </div>
    </Dialog>
  )
}

function FindFiles({ arrived }: { arrived: ImportedRecipe }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const find = async (files: readonly File[]) => {
    if (files.length === 0) return
    setBusy(true)
    try {
      const { length } = await findMissing(arrived, files)
      if (length > 0) toast.success(length === 1 ? 'One file was found.' : `${length} files were found.`)
      else toast.error('None of these is a missing file.', { description: 'Choose another folder.' })
    } catch (error) {
      tellFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button disabled={busy} onClick={() => input.current?.click()}>
        <FolderSearch size={13} />
        {busy ? 'Looking…' : 'Find files in a folder…'}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Folder with missing files"
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          void find(files)
        }}
      />
    </>
  )
}
