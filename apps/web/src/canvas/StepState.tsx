import type { NodeMode, StepStatus } from '@segue/protocol'
import {
  Ban,
  Check,
  CircleAlert,
  CircleCheck,
  CircleSlash,
  Clock,
  Info,
  Lock,
  type LucideIcon,
  MessageCircleQuestion,
  MicOff,
  Pause,
  RotateCw,
  Shuffle,
  TriangleAlert,
} from 'lucide-react'
import type { StepLook } from '../runs/stepLook.ts'
import { formatDuration, useNow } from '../runs/time.ts'
import styles from './node.module.css'
import { remarksOf } from './remarks.ts'

interface Sign {
  icon: LucideIcon
  colour: string
  words: string
}

const signs: Partial<Record<StepStatus, Sign>> = {
  waiting: { icon: Clock, colour: 'text-faint', words: 'waiting' },
  queued: { icon: Clock, colour: 'text-muted', words: 'queued' },
  retrying: { icon: RotateCw, colour: 'text-stale', words: 'trying again' },
  blocked: { icon: TriangleAlert, colour: 'text-stale', words: 'blocked' },
  unknown: { icon: TriangleAlert, colour: 'text-stale', words: 'unknown' },
  failed: { icon: CircleAlert, colour: 'text-error', words: 'failed' },
  skipped: { icon: CircleSlash, colour: 'text-faint', words: 'skipped' },
  cancelled: { icon: Ban, colour: 'text-muted', words: 'stopped' },
}

const modeSigns: Partial<Record<NodeMode, Sign>> = {
  bypassed: { icon: Shuffle, colour: 'text-muted', words: 'bypassed' },
  muted: { icon: MicOff, colour: 'text-muted', words: 'muted' },
  frozen: { icon: Lock, colour: 'text-muted', words: 'frozen' },
}

const pausedSign: Sign = { icon: Pause, colour: 'text-stale', words: 'paused' }

/** What a node's header says of its step, besides that it runs or is done. */
const signOf = (look: StepLook | undefined, mode: NodeMode): Sign | undefined =>
  modeSigns[mode] ?? (look && (look.paused ? pausedSign : signs[look.status]))

/** Time and state at the right end of a node's header: an icon and words, never a colour alone. */
export function StepState({ look, mode }: { look: StepLook | undefined; mode: NodeMode }) {
  const running = look?.status === 'running'
  const now = useNow(200, running)
  const sign = signOf(look, mode)
  return (
    <>
      {look ? <span className={styles.time}>{timeText(look, now)}</span> : null}
      {look && look.waitingInside > 0 ? <WaitingInside count={look.waitingInside} /> : null}
      {look && !running ? <Remarks look={look} /> : null}
      {sign ? <SignIcon sign={sign} reason={look?.reason ?? null} /> : null}
      {look?.status === 'succeeded' && !sign ? <DoneIcon key={look.endedAt} look={look} /> : null}
    </>
  )
}

/** Steps of the runs inside that wait for a person: the strip above the canvas asks for them. */
function WaitingInside({ count }: { count: number }) {
  const words = count === 1 ? '1 step inside waits for you' : `${count} steps inside wait for you`
  return (
    <span className={styles.remarks} data-waits title={words}>
      <MessageCircleQuestion size={13} aria-label={words} />
      {count}
    </span>
  )
}

/** A result that is there, with something to know about it. */
function Remarks({ look }: { look: StepLook }) {
  const remarks = remarksOf(look)
  if (remarks.length === 0) return null
  return (
    <span className={styles.remarks} title={remarks.join('\n')}>
      <Info size={12} aria-label={`${remarks.length} remarks`} />
      {remarks.length}
    </span>
  )
}

function SignIcon({ sign, reason }: { sign: Sign; reason: string | null }) {
  const { icon: Icon, colour, words } = sign
  return (
    <span className={`${styles.state} ${colour}`} title={reason ?? words}>
      <Icon size={13} aria-label={words} />
    </span>
  )
}

function DoneIcon({ look }: { look: StepLook }) {
  if (look.settledBy === 'cached')
    return (
      <span className={`${styles.state} text-muted`} title="Nothing changed: the stored result is used">
        <CircleCheck size={13} aria-label="cached" />
      </span>
    )
  if (look.sample) return null
  return (
    <span className={`${styles.state} ${styles.fresh} text-done`}>
      <Check size={14} aria-label="done" />
    </span>
  )
}

function timeText(look: StepLook, now: number): string {
  if (look.paused) return look.fraction === null ? 'paused' : `${Math.round(look.fraction * 100)}% paused`
  if (look.status === 'succeeded' && look.settledBy === 'cached') return 'cached'
  if (look.sample || look.startedAt === null) return ''
  if (look.status === 'running') {
    const { items, fraction } = look
    const far = items
      ? `${items.succeeded}/${items.total} `
      : fraction === null
        ? ''
        : `${Math.round(fraction * 100)}% `
    return `${far}${formatDuration(now - look.startedAt)}`
  }
  return look.endedAt === null ? '' : formatDuration(look.endedAt - look.startedAt)
}

/** The state of a node in words, for screen readers; empty at rest. */
export function stateWords(look: StepLook | undefined, mode: NodeMode): string {
  const sign = signOf(look, mode)
  if (sign) return sign.words
  if (look?.status === 'running') return 'running'
  return look?.status === 'succeeded' ? 'done' : ''
}
