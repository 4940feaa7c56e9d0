import { Bell, HardDrive, type LucideIcon } from 'lucide-react'
import { NotificationsPage } from '../notify/NotificationsPage.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { StoragePage } from './StoragePage.tsx'
import { openWindow } from './windowStore.ts'

type Page = 'notifications' | 'storage'

const pages: readonly { page: Page; label: string; icon: LucideIcon }[] = [
  { page: 'notifications', label: 'Notifications', icon: Bell },
  { page: 'storage', label: 'Storage', icon: HardDrive },
]

/** Settings of the whole home. */
export function SettingsDialog({ page }: { page: Page }) {
  return (
    <Dialog
      open
      onClose={() => openWindow(null)}
      title="Settings"
      className="top-[8vh] h-[84vh] max-h-[84vh] w-190"
    >
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <nav
          aria-label="Settings"
          className="flex w-44 shrink-0 flex-col gap-0.5 border-line border-r p-2 max-md:w-full max-md:flex-row max-md:border-r-0 max-md:border-b"
        >
          {pages.map(({ page: name, label, icon: Icon }) => (
            <button
              key={name}
              type="button"
              aria-current={name === page ? 'page' : undefined}
              onClick={() => openWindow(name)}
              className={cx(
                'flex h-8 items-center gap-2 rounded-field px-2.5 text-node max-md:h-11 max-md:flex-1 max-md:justify-center',
                name === page ? 'bg-raised text-text' : 'text-muted hover:bg-raised/60 hover:text-text',
              )}
            >
              <Icon size={14} />
              {label}
            </button>
          ))}
        </nav>
        <div className="min-w-0 flex-1 overflow-y-auto p-5 max-md:p-4">
          {page === 'notifications' ? <NotificationsPage /> : <StoragePage />}
        </div>
      </div>
    </Dialog>
  )
}
