import type { Approval } from '@segue/api'
import { type HeldStep, visibleText } from '@segue/protocol'
import { Check } from 'lucide-react'
import { runner } from '../server/client.ts'
import { Button } from '../ui/Button.tsx'
import { NeedCard } from './NeedCard.tsx'
import { give } from './orders.ts'

/** Python that waits for the word of a person: all of it, and nothing hidden in it. */
export function CodeCard({ held, asked }: { held: HeldStep; asked: Approval }) {
  const approve = () => void give(() => runner().approvals.approve({ hash: asked.hash }))
  return (
    <NeedCard
      of={held}
      title={`${held.step.name} wants to run Python in Blender`}
      actions={
        <Button look="primary" onClick={approve}>
          <Check size={12} />
          Approve this exact text
        </Button>
      }
    >
      <p className="text-muted text-node">
        It can do whatever you can do on this machine. Read all of it; a changed text asks again.
      </p>
      <section
        aria-label="The Python"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached with the keyboard
        tabIndex={0}
        className="mt-2 max-h-64 overflow-auto rounded-field bg-well p-2"
      >
        <pre className="font-mono text-node">{visibleText(asked.text ?? '')}</pre>
      </section>
    </NeedCard>
  )
}
