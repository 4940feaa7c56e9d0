import type { TriggerView } from '@segue/protocol'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { curlOf } from './curl.ts'
import type { SettingsOf } from './kinds.ts'
import { renewAddress } from './orders.ts'

interface AddressCardProps {
  trigger: Pick<TriggerView, 'id' | 'name'>
  settings: SettingsOf<'webhook'>
  url: string
}

/** Where a webhook is called, how, and the way to another address. */
export function AddressCard({ trigger, settings, url }: AddressCardProps) {
  const [renewing, setRenewing] = useState(false)
  const curl = curlOf(url, settings)
  return (
    <>
      <div className="flex items-center gap-1 rounded-field bg-well py-0.5 pr-1 pl-2.5">
        <code className="min-w-0 flex-1 truncate font-mono text-tiny" title={url}>
          {url}
        </code>
        <CopyButton text={url} label="Copy the address" />
      </div>
      <p className="mt-1.5 text-muted text-node">
        POST to it, with JSON or form fields. Its last part is secret: whoever knows it can call.
      </p>
      <p className="mt-3 mb-1 text-muted text-node">From a shell:</p>
      <div className="relative rounded-field bg-well py-2 pr-9 pl-2.5">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <pre tabIndex={0} className="overflow-x-auto font-mono text-tiny">
          {curl}
        </pre>
        <span className="absolute top-1 right-1">
          <CopyButton text={curl} label="Copy the line" />
        </span>
      </div>
      <Button look="quiet" className="mt-2 -ml-2.5" onClick={() => setRenewing(true)}>
        Give it another address…
      </Button>
      <Dialog open={renewing} onClose={() => setRenewing(false)} title="Another address" className="w-100">
        <div className="p-4">
          <p>Whoever calls the present address is turned away from then on.</p>
          <div className="mt-4 flex justify-end gap-2">
            <Button look="quiet" onClick={() => setRenewing(false)}>
              Keep it
            </Button>
            <Button
              look="danger"
              onClick={() => {
                setRenewing(false)
                void renewAddress(trigger)
              }}
            >
              Change it
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
