import type { Failure, NotifyRule } from '@segue/protocol'
import { useState } from 'react'
import { runner } from '../server/client.ts'
import { Line } from '../settings/Line.tsx'
import { Refusal } from '../settings/Refusal.tsx'
import { SecretField } from '../settings/SecretField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { FormEnd } from './FormEnd.tsx'
import { failureOfWork } from './orders.ts'
import { RuleFields } from './RuleFields.tsx'

/** Adds a webhook. */
export function WebhookForm({ onDone }: { onDone: () => void }) {
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [isOwnNetwork, setOwnNetwork] = useState(false)
  const [rules, setRules] = useState<{ rule: NotifyRule; reportAt: string | null }>({
    rule: 'trouble',
    reportAt: null,
  })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    const target = { kind: 'webhook' as const, url: url.trim(), isOwnNetwork }
    const found = await failureOfWork(() =>
      runner().notify.add({ name: hostOf(url), target, ...rules }, secret === '' ? undefined : secret),
    )
    setBusy(false)
    setFailure(found)
    if (found === null) onDone()
  }
  return (
    <section
      aria-label="New webhook"
      className="grid grid-cols-1 gap-3 rounded-node border border-line bg-panel p-3.5"
    >
      <h3 className="font-medium">A webhook</h3>
      <Line label="Address" help="Segue sends JSON there with POST. Nobody else sees the address.">
        <TextField label="Address" value={url} placeholder="https://" onEdit={setUrl} />
      </Line>
      <Line
        label="Signing secret"
        help="Optional. X-Segue-Signature is then sha256= and the HMAC-SHA256 of X-Segue-Timestamp, a full stop and the body."
      >
        <SecretField label="Signing secret" value={secret} kept={false} onEdit={setSecret} />
      </Line>
      <Line label="Own network" help="Only for a program on this machine or in your own network.">
        <span className="flex h-6.5 items-center">
          <SwitchField label="Own network" value={isOwnNetwork} onPick={setOwnNetwork} />
        </span>
      </Line>
      <RuleFields {...rules} onChange={(change) => setRules({ ...rules, ...change })} />
      {failure && <Refusal failure={failure} />}
      <FormEnd onCancel={onDone} onAdd={() => void add()} busy={busy || url.trim() === ''} />
    </section>
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url.trim()).host
  } catch {
    return 'Webhook'
  }
}
