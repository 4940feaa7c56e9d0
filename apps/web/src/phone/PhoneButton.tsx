import { Smartphone } from 'lucide-react'
import { IconButton } from '../ui/IconButton.tsx'
import { openPhoneDialog } from './phoneDialogStore.ts'

/** Opens the dialog about phones. */
export function PhoneButton() {
  return (
    <IconButton label="Phone" onClick={openPhoneDialog}>
      <Smartphone size={15} />
    </IconButton>
  )
}
