import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  children: ReactNode
  /** Starts closed. */
  closed?: boolean
}

/** A titled part of the inspector that can be folded away. */
export function Section({ title, children, closed = false }: SectionProps) {
  return (
    <Collapsible.Root defaultOpen={!closed} className="border-line border-t">
      <Collapsible.Trigger className="group flex h-8 w-full items-center gap-1.5 px-3 text-muted text-node hover:text-text">
        <ChevronRight
          size={12}
          className="transition-transform duration-100 group-data-panel-open:rotate-90"
        />
        {title}
      </Collapsible.Trigger>
      <Collapsible.Panel className="px-3 pb-3">{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
