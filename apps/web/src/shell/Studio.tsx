import { useEffect } from 'react'
import { PhoneDialog } from '../phone/PhoneDialog.tsx'
import { Viewer } from '../previews/Viewer.tsx'
import { AwayCard } from '../report/AwayCard.tsx'
import { Windows } from '../settings/Windows.tsx'
import { windowCommands } from '../settings/windowCommands.ts'
import { CheatSheet } from '../shortcuts/CheatSheet.tsx'
import { CommandPalette } from '../shortcuts/CommandPalette.tsx'
import { registerCommands } from '../shortcuts/commands.ts'
import { useShortcuts } from '../shortcuts/useShortcuts.ts'
import { triggerCommands } from '../triggers/triggerCommands.ts'
import { Desk } from './Desk.tsx'
import { FileDrop } from './FileDrop.tsx'
import { useMedia } from './media.ts'
import { Phone } from './Phone.tsx'
import { shellCommands } from './shellCommands.ts'
import { useLive } from './useLive.ts'

/** The whole editor, laid out for the width at hand. */
export function Studio() {
  const narrow = useMedia('(max-width: 767px)')
  useLive()
  useShortcuts()
  useEffect(() => registerCommands([...shellCommands, ...triggerCommands, ...windowCommands]), [])
  return (
    <FileDrop>
      {narrow ? <Phone /> : <Desk />}
      <AwayCard />
      <Windows />
      <Viewer />
      <PhoneDialog />
      <CommandPalette />
      <CheatSheet />
    </FileDrop>
  )
}
