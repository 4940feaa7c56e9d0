import { PhoneButton } from '../phone/PhoneButton.tsx'
import { RecipeName } from '../recipes/RecipeName.tsx'
import { SaveState } from '../recipes/SaveState.tsx'
import { RunBar } from '../runs/RunBar.tsx'
import { NextChip } from '../triggers/NextChip.tsx'
import { AppChips } from './AppChips.tsx'
import { Logo } from './Logo.tsx'

/** What is open, whether it is stored, running it, and the applications it reaches. */
export function TopBar() {
  return (
    <header className="grid h-11 shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-4 border-line border-b bg-panel px-3">
      <div className="flex min-w-0 items-center gap-2.5">
        <Logo size={20} />
        <RecipeName />
        <SaveState />
        <NextChip />
      </div>
      <RunBar />
      <div className="flex justify-end">
        <AppChips />
        <PhoneButton />
      </div>
    </header>
  )
}
