import { useQuery } from '@tanstack/react-query'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { DeviceList } from './DeviceList.tsx'
import { Invite } from './Invite.tsx'
import { closePhoneDialog, usePhoneDialog } from './phoneDialogStore.ts'
import { lanDoorQuery } from './phoneQueries.ts'

const command = 'npx segue start --lan'

/** Lets phones in over the local network, and shuts them out again. */
export function PhoneDialog() {
  const open = usePhoneDialog((state) => state.open)
  return (
    <Dialog open={open} onClose={closePhoneDialog} title="Phone" className="w-170">
      <Content />
    </Dialog>
  )
}

function Content() {
  const { data: door, isPending } = useQuery({ ...lanDoorQuery, staleTime: 0 })
  if (isPending) return <div className="h-80" />
  return (
    <div className="min-h-0 overflow-auto">
      {door ? <Invite /> : <Closed />}
      <DeviceList />
    </div>
  )
}

function Closed() {
  return (
    <div className="space-y-3 p-5">
      <p className="max-w-110 text-muted">
        Segue answers on this computer only. Started like this, it also lets paired phones in over the local
        network, for forms, answers and outputs:
      </p>
      <div className="flex w-fit items-center gap-2 rounded-field bg-well py-1 pr-1.5 pl-3">
        <code className="font-mono text-node">{command}</code>
        <CopyButton text={command} label="Copy" />
      </div>
    </div>
  )
}
