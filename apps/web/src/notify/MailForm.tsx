import type { Failure, NotifyRule } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { runner } from '../server/client.ts'
import { Line } from '../settings/Line.tsx'
import { Refusal } from '../settings/Refusal.tsx'
import { TextField } from '../ui/TextField.tsx'
import { FormEnd } from './FormEnd.tsx'
import { type MailDraft, MailServerFields, noServer } from './MailServerFields.tsx'
import { mailServerQuery, storeMailServer } from './mailServer.ts'
import { failureOfWork } from './orders.ts'
import { RuleFields } from './RuleFields.tsx'

/** Adds people who are told by mail, through the mail server of the home. */
export function MailForm({ onDone }: { onDone: () => void }) {
  const { data: known, isPending } = useQuery(mailServerQuery)
  const [to, setTo] = useState('')
  const [edited, setEdited] = useState<MailDraft | null>(null)
  const [rules, setRules] = useState<{ rule: NotifyRule; reportAt: string | null }>({
    rule: 'trouble',
    reportAt: '07:30',
  })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  if (isPending) return null
  const { hasPassword = false, ...stored } = known ?? {}
  const draft: MailDraft = edited ?? { ...noServer, ...stored, password: '' }
  const add = async () => {
    setBusy(true)
    const addresses = to.split(/[,;\s]+/).filter((address) => address !== '')
    const found = await failureOfWork(async () => {
      if (edited !== null) await storeMailServer({ ...draft, from: draft.from || (addresses[0] ?? '') })
      await runner().notify.add({ name: to.trim(), target: { kind: 'mail', to: addresses }, ...rules })
    })
    setBusy(false)
    setFailure(found)
    if (found === null) onDone()
  }
  return (
    <section
      aria-label="New mail"
      className="grid grid-cols-1 gap-3 rounded-node border border-line bg-panel p-3.5"
    >
      <h3 className="font-medium">By e-mail</h3>
      <Line label="To" help="One address, or several with commas.">
        <TextField label="To" value={to} placeholder="you@studio.com" onEdit={setTo} />
      </Line>
      <RuleFields {...rules} onChange={(change) => setRules({ ...rules, ...change })} />
      <h4 className="border-line border-t pt-3 text-muted text-node">
        The mail account that Segue sends from
      </h4>
      <MailServerFields draft={draft} kept={hasPassword} onEdit={setEdited} />
      {failure && <Refusal failure={failure} />}
      <FormEnd
        onCancel={onDone}
        onAdd={() => void add()}
        busy={busy || to.trim() === '' || draft.host.trim() === ''}
      />
    </section>
  )
}
