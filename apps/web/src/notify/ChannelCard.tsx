import type { NotifyChannelView } from '@segue/protocol'
import { BellRing, Globe, type LucideIcon, Mail, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { formatWhen, useNow } from '../runs/time.ts'
import { runner } from '../server/client.ts'
import { Line } from '../settings/Line.tsx'
import { Refusal } from '../settings/Refusal.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { attempt, failureOfWork } from './orders.ts'
import { RecipeRules } from './RecipeRules.tsx'
import { RuleFields } from './RuleFields.tsx'

const icons: Record<NotifyChannelView['target']['kind'], LucideIcon> = {
  browser: BellRing,
  mail: Mail,
  webhook: Globe,
}

/** One way to be told: to whom, of what, whether it arrives. */
export function ChannelCard({ channel }: { channel: NotifyChannelView }) {
  const { id, name, target, enabled, rule, reportAt, failure } = channel
  const Icon = icons[target.kind]
  const [testing, setTesting] = useState(false)
  const change = (part: Parameters<ReturnType<typeof runner>['notify']['update']>[0]['change']) =>
    void attempt(() => runner().notify.update({ id, change: part }))
  const test = async () => {
    setTesting(true)
    // What goes wrong stands on the card.
    if ((await failureOfWork(() => runner().notify.test(id))) === null)
      toast.success(`“${name}” was sent a message.`)
    setTesting(false)
  }
  return (
    <section
      aria-label={name}
      className={`grid grid-cols-1 gap-3 rounded-node border bg-panel p-3.5 ${failure ? 'border-error/50' : 'border-line'}`}
    >
      <header className="flex flex-wrap items-center gap-2.5">
        <span
          className={`grid size-8 shrink-0 place-items-center rounded-full ${failure ? 'bg-error/15 text-error' : 'bg-running/15 text-running'}`}
        >
          <Icon size={15} />
        </span>
        <div className="min-w-36 flex-1">
          <h3 className="truncate font-medium">{name}</h3>
          <p className="truncate text-muted text-tiny">
            {placeOf(channel)} · <State channel={channel} />
          </p>
        </div>
        <Button disabled={testing || !enabled} onClick={() => void test()}>
          <Send size={12} />
          {testing ? 'Sending…' : 'Send a test'}
        </Button>
        <IconButton label="Remove" onClick={() => void attempt(() => runner().notify.remove(id))}>
          <Trash2 size={14} />
        </IconButton>
        <SwitchField label={`Tell ${name}`} value={enabled} onPick={(next) => change({ enabled: next })} />
      </header>
      {failure && <Refusal failure={failure} />}
      {enabled && (
        <>
          {target.kind === 'webhook' && (
            <Line label="Own network" help="Only for a program on this machine or in your own network.">
              <span className="flex h-6.5 items-center">
                <SwitchField
                  label="Own network"
                  value={target.isOwnNetwork}
                  onPick={(isOwnNetwork) => change({ target: { ...target, isOwnNetwork } })}
                />
              </span>
            </Line>
          )}
          <RuleFields rule={rule} reportAt={reportAt} onChange={change} />
          <RecipeRules recipes={channel.recipes} onChange={(recipes) => change({ recipes })} />
        </>
      )}
    </section>
  )
}

function State({ channel: { enabled, waiting, sentAt, failure } }: { channel: NotifyChannelView }) {
  const now = useNow(30_000, true)
  if (!enabled) return 'off'
  if (waiting > 0) return `${waiting} on the way`
  if (failure) return 'does not arrive'
  return sentAt === null ? 'nothing sent yet' : `arrived ${formatWhen(sentAt, now)}`
}

const placeOf = ({ target, signed }: NotifyChannelView): string =>
  target.kind === 'mail'
    ? target.to.join(', ')
    : target.kind === 'webhook'
      ? `${new URL(target.url).host}${signed ? ', signed' : ''}`
      : 'Pages of the editor'
