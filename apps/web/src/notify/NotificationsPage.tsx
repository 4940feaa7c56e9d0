import { BellRing, Globe, type LucideIcon, Mail } from 'lucide-react'
import { useState } from 'react'
import { runner } from '../server/client.ts'
import { askPermission, usePermission } from './browserNotices.ts'
import { ChannelCard } from './ChannelCard.tsx'
import { MailAccount } from './MailAccount.tsx'
import { MailForm } from './MailForm.tsx'
import { useChannels } from './notifyStore.ts'
import { attempt } from './orders.ts'
import { WebhookForm } from './WebhookForm.tsx'

type Adding = 'mail' | 'webhook' | null

/** Who is told of runs, and of which. */
export function NotificationsPage() {
  const channels = useChannels((state) => state.channels)
  const [adding, setAdding] = useState<Adding>(null)
  const done = () => setAdding(null)
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="text-muted text-node">
        Leave the studio: Segue tells you when a run is done, has failed, or waits for your answer. What comes
        together is told together.
      </p>
      {channels?.map((channel) => (
        <ChannelCard key={channel.id} channel={channel} />
      ))}
      <MailAccount />
      {adding === null ? (
        <Kinds
          onPick={setAdding}
          hasBrowser={channels?.some(({ target }) => target.kind === 'browser') ?? false}
        />
      ) : adding === 'mail' ? (
        <MailForm onDone={done} />
      ) : (
        <WebhookForm onDone={done} />
      )}
    </div>
  )
}

function Kinds({ onPick, hasBrowser }: { onPick: (kind: Adding) => void; hasBrowser: boolean }) {
  const permission = usePermission((state) => state.permission)
  const refused = permission === 'denied' || permission === 'impossible'
  const here = async () => {
    if ((await askPermission()) !== 'granted' || hasBrowser) return
    await attempt(() =>
      runner().notify.add({ name: 'This browser', target: { kind: 'browser' }, rule: 'always' }),
    )
  }
  return (
    <section aria-label="Add a way to be told">
      <h3 className="pb-2 font-medium">Add a way to be told</h3>
      <div className="grid gap-2 md:grid-cols-3">
        <Tile
          icon={BellRing}
          title="This browser"
          words={
            refused
              ? 'The browser does not allow it. Its settings for this page can.'
              : hasBrowser && permission === 'granted'
                ? 'It shows notifications already.'
                : 'A notification while the editor is open in some tab.'
          }
          disabled={refused || (hasBrowser && permission === 'granted')}
          onClick={() => void here()}
        />
        <Tile
          icon={Mail}
          title="E-mail"
          words="A message, and the report of the night when you get up."
          onClick={() => onPick('mail')}
        />
        <Tile
          icon={Globe}
          title="Webhook"
          words="JSON to an address of yours: a chat, a phone, another program."
          onClick={() => onPick('webhook')}
        />
      </div>
    </section>
  )
}

interface TileProps {
  icon: LucideIcon
  title: string
  words: string
  disabled?: boolean
  onClick: () => void
}

function Tile({ icon: Icon, title, words, disabled = false, onClick }: TileProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className="grid gap-1 rounded-node border border-line bg-panel p-3 text-left hover:border-line-hover hover:bg-raised/40 disabled:opacity-50 disabled:hover:border-line disabled:hover:bg-panel"
    >
      <span className="flex items-center gap-2 font-medium">
        <Icon size={14} className="text-running" />
        {title}
      </span>
      <span className="text-muted text-tiny">{words}</span>
    </button>
  )
}
