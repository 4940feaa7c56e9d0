import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './IconButton.tsx'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** Hides the title bar (the title is still read aloud). */
  bare?: boolean
  className?: string
}

/** A window over everything, closed by Escape or a click beside it. */
export function Dialog({ open, onClose, title, children, bare, className }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/50" />
        <Base.Popup
          ref={popup}
          initialFocus={() => popup.current?.querySelector('input') ?? popup.current}
          className={cx(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-140 max-w-[94vw] -translate-x-1/2 flex-col overflow-hidden rounded-[10px] border border-line bg-header shadow-pop outline-none',
            className,
          )}
        >
          <div className={bare ? 'sr-only' : 'flex h-11 shrink-0 items-center border-line border-b px-4'}>
            <Base.Title className="flex-1 font-medium text-ui">{title}</Base.Title>
            {bare ? null : (
              <Base.Close
                render={
                  <IconButton label="Close" keys="Escape">
                    <X size={14} />
                  </IconButton>
                }
              />
            )}
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
