import { PreflightDialog } from '../report/PreflightDialog.tsx'
import { ReportDialog } from '../report/ReportDialog.tsx'
import { TakesDialog } from '../takes/TakesDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { useWindow } from './windowStore.ts'

/** The windows about more than the open recipe. */
export function Windows() {
  const open = useWindow((state) => state.open)
  switch (open) {
    case null:
      return null
    case 'report':
      return <ReportDialog />
    case 'preflight':
      return <PreflightDialog />
    case 'takes':
      return <TakesDialog />
    case 'notifications':
    case 'storage':
      return <SettingsDialog page={open} />
  }
}
