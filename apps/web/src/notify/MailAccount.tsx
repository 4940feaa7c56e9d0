import type { Failure } from '@segue/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Refusal } from '../settings/Refusal.tsx'
import { Button } from '../ui/Button.tsx'
import { type MailDraft, MailServerFields, noServer } from './MailServerFields.tsx'
import { mailServerQuery, storeMailServer } from './mailServer.ts'
import { failureOfWork } from './orders.ts'

/** The mail account that Segue sends from, to look at and to change. */
export function MailAccount() {
  const client = useQueryClient()
  const { data: known } = useQuery(mailServerQuery)
  const [open, setOpen] = useState(false)
  const [edited, setEdited] = useState<MailDraft | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (!known) return null
  const { hasPassword, ...stored } = known
  const draft = edited ?? { ...noServer, ...stored, password: '' }
  const save = async () => {
    const found = await failureOfWork(() => storeMailServer(draft))
    setFailure(found)
    if (found !== null) return
    setEdited(null)
    await client.invalidateQueries(mailServerQuery)
  }
  return (
    <section
      aria-label="Mail account"
      className="grid grid-cols-1 gap-3 rounded-node border border-line bg-panel p-3.5"
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-2 text-left text-node"
      >
        {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        <span className="font-medium">Mail account</span>
        <span className="min-w-0 flex-1 truncate text-muted">
          {stored.from} through {stored.host}
        </span>
      </button>
      {open && (
        <>
          <MailServerFields draft={draft} kept={hasPassword} onEdit={setEdited} />
          {failure && <Refusal failure={failure} />}
          <div className="flex justify-end">
            <Button disabled={edited === null} onClick={() => void save()}>
              Save
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
