import { AlarmClock, AlarmClockOff, AlarmClockPlus } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { useNow } from '../runs/time.ts'
import { cx } from '../ui/cx.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { untilWords } from './moments.ts'
import { openTriggers } from './pageStore.ts'
import { nextOf, soonestOf, useTriggers } from './triggerStore.ts'

/** Beside the open recipe: whether it runs by itself, and when next. A click opens the page for it. */
export function NextChip() {
  const recipeId = useDocument(({ recipe }) => recipe?.id)
  const all = useTriggers((state) => state.triggers)
  const own = all?.filter((one) => one.recipeId === recipeId) ?? []
  const soonest = soonestOf(own)
  const now = useNow(1000, soonest !== undefined)
  if (recipeId === undefined || all === null) return null
  const broken = own.some(({ failure }) => failure !== null)
  const on = own.filter(({ enabled }) => enabled)
  const short = soonest ? untilWords(nextOf(soonest), now) : on.length > 0 ? 'listens' : ''
  const text = broken
    ? 'Something that runs this recipe cannot work'
    : own.length === 0
      ? 'Let this recipe run by itself'
      : `${on.length} of ${own.length} on${soonest ? `, next: ${soonest.name}` : ''}`
  const Icon = own.length === 0 ? AlarmClockPlus : on.length === 0 ? AlarmClockOff : AlarmClock
  return (
    <Tooltip text={text}>
      <button
        type="button"
        onClick={() => openTriggers(recipeId)}
        className={cx(
          'flex h-7 shrink-0 items-center gap-1.5 rounded-field px-1.5 text-tiny hover:bg-raised hover:text-text',
          broken ? 'text-error' : 'text-muted',
        )}
      >
        <Icon size={15} />
        <span className="sr-only">Runs by itself: {text}. </span>
        {short !== '' && <span className="tnum whitespace-nowrap max-lg:sr-only">{short}</span>}
      </button>
    </Tooltip>
  )
}
