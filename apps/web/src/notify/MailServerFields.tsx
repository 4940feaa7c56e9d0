import type { MailServer } from '@segue/protocol'
import { Line } from '../settings/Line.tsx'
import { SecretField } from '../settings/SecretField.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'

export interface MailDraft extends MailServer {
  password: string
}

/** What is filled in before anybody did. */
export const noServer: MailServer = { host: '', port: 587, security: 'starttls', user: '', from: '' }

const securities: readonly { value: MailServer['security']; label: string; port: number }[] = [
  { value: 'starttls', label: 'STARTTLS (587)', port: 587 },
  { value: 'tls', label: 'TLS (465)', port: 465 },
  { value: 'none', label: 'None, in my own network only', port: 25 },
]

interface MailServerFieldsProps {
  draft: MailDraft
  /** A password is kept already. */
  kept: boolean
  onEdit: (draft: MailDraft) => void
}

/** The server that mail is handed to. */
export function MailServerFields({ draft, kept, onEdit }: MailServerFieldsProps) {
  const { host, port, security, user, from, password } = draft
  const set = (change: Partial<MailDraft>) => onEdit({ ...draft, ...change })
  return (
    <>
      <Line label="Server">
        <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-2">
          <TextField
            label="Server"
            value={host}
            placeholder="smtp.example.com"
            onEdit={(next) => set({ host: next })}
          />
          <NumberField
            label="Port"
            value={port}
            range={{ min: 1, max: 65_535, step: 1, integer: true }}
            onEdit={(next) => set({ port: next })}
          />
        </div>
      </Line>
      <Line label="Encryption">
        <SelectField
          label="Encryption"
          value={security}
          choices={securities}
          onPick={(value) => {
            const chosen = securities.find((one) => one.value === value)
            if (chosen) set({ security: chosen.value, port: chosen.port })
          }}
        />
      </Line>
      <Line label="User name">
        <TextField label="User name" value={user} onEdit={(next) => set({ user: next })} />
      </Line>
      <Line label="Password" help="Kept sealed on this machine, and never shown again.">
        <SecretField
          label="Password"
          value={password}
          kept={kept}
          onEdit={(next) => set({ password: next })}
        />
      </Line>
      <Line label="From" help="The address that the messages come from.">
        <TextField
          label="From"
          value={from}
          placeholder="segue@example.com"
          onEdit={(next) => set({ from: next })}
        />
      </Line>
    </>
  )
}
