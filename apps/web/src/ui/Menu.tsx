import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Keys } from './Keys.tsx'

/** A line of a menu, or a rule between groups. */
export type MenuItem =
  | 'rule'
  | {
      label: string
      run: () => void
      icon?: ReactNode
      keys?: string | undefined
      danger?: boolean
      disabled?: boolean
    }

function Items({ items }: { items: readonly MenuItem[] }) {
  return (
    <Base.Popup className="min-w-48 rounded-node border border-line bg-header p-1 text-node shadow-pop outline-none">
      {items.map((item, index) =>
        item === 'rule' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity of their own
          <Base.Separator key={`rule ${index}`} className="mx-2 my-1 h-px bg-line" />
        ) : (
          <Base.Item
            key={item.label}
            disabled={item.disabled ?? false}
            onClick={item.run}
            className={cx(
              'flex h-6.5 items-center gap-2 rounded-field px-2 outline-none data-disabled:opacity-40 data-highlighted:bg-line',
              item.danger && 'text-error',
            )}
          >
            <span className="flex w-3.5 justify-center text-muted">{item.icon}</span>
            <span className="flex-1">{item.label}</span>
            {item.keys ? <Keys keys={item.keys} /> : null}
          </Base.Item>
        ),
      )}
    </Base.Popup>
  )
}

/** A menu that opens from a button. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: readonly MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50">
          <Items items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface PointMenuProps {
  /** Where it opens, in client pixels; `null` keeps it closed. */
  at: { x: number; y: number } | null
  items: readonly MenuItem[]
  onClose: () => void
}

/** A menu that opens at a point, for right clicks. */
export function PointMenu({ at, items, onClose }: PointMenuProps) {
  const anchor = at && {
    getBoundingClientRect: () => DOMRect.fromRect({ x: at.x, y: at.y, width: 0, height: 0 }),
  }
  return (
    <Base.Root
      open={at !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" sideOffset={2} className="z-50">
          <Items items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
