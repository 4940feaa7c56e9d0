import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface TabsProps {
  tabs: readonly { key: string; label: string; content: ReactNode }[]
  value?: string
  onPick?: (key: string) => void
  /** Stands at the right end of the tab row. */
  extra?: ReactNode
}

/** Panels of which one shows at a time. */
export function Tabs({ tabs, value, onPick, extra }: TabsProps) {
  return (
    <Base.Root
      className="flex min-h-0 flex-1 flex-col"
      {...(value === undefined ? { defaultValue: tabs[0]?.key ?? null } : { value })}
      onValueChange={(next) => onPick?.(String(next))}
    >
      <Base.List className="flex h-8 shrink-0 items-stretch gap-1 border-line border-b px-2">
        {tabs.map(({ key, label }) => (
          <Base.Tab
            key={key}
            value={key}
            className="-mb-px border-transparent border-b-[1.5px] px-2 text-muted text-node hover:text-text data-active:border-text data-active:text-text"
          >
            {label}
          </Base.Tab>
        ))}
        <span className="ml-auto flex items-center">{extra}</span>
      </Base.List>
      {tabs.map(({ key, content }) => (
        <Base.Panel key={key} value={key} className="min-h-0 flex-1 overflow-auto outline-none">
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
