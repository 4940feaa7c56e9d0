import { CircleCheckBig, Film, SlidersHorizontal } from 'lucide-react'
import { useEffect } from 'react'
import { cx } from '../ui/cx.ts'
import { PhoneAnswers } from './PhoneAnswers.tsx'
import { PhoneForm } from './PhoneForm.tsx'
import { PhoneRecipes } from './PhoneRecipes.tsx'
import { PhoneRunPage } from './PhoneRunPage.tsx'
import { PhoneRuns } from './PhoneRuns.tsx'
import { followPlace, goTo, type PhoneTab, usePhonePlace } from './phonePlace.ts'
import { answersOf, followPhoneRuns, usePhoneRuns } from './phoneRuns.ts'

const tabs = [
  { tab: 'make', label: 'Make', icon: SlidersHorizontal },
  { tab: 'answer', label: 'Answer', icon: CircleCheckBig },
  { tab: 'runs', label: 'Runs', icon: Film },
] as const

/** The pages of a paired phone, and the way between them. */
export function PhoneHome() {
  const { tab, recipeId, runId } = usePhonePlace()
  const waiting = usePhoneRuns(({ views }) => answersOf(views).length)
  const isAway = usePhoneRuns(({ reach }) => reach === 'away')
  useEffect(() => {
    const page = new AbortController()
    followPhoneRuns(page.signal)
    const stop = followPlace()
    return () => {
      page.abort()
      stop()
    }
  }, [])
  return (
    <div className="flex h-dvh flex-col text-[15px] leading-[22px]">
      {isAway && (
        <p
          role="status"
          className="bg-stale/12 px-4 pt-[max(8px,env(safe-area-inset-top))] pb-2 text-center text-[13px] text-stale"
        >
          Segue does not answer. It goes on when this phone reaches it again.
        </p>
      )}
      <main className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {runId !== null ? (
          <PhoneRunPage key={runId} runId={runId} />
        ) : recipeId !== null ? (
          <PhoneForm key={recipeId} recipeId={recipeId} />
        ) : (
          { make: <PhoneRecipes />, answer: <PhoneAnswers />, runs: <PhoneRuns /> }[tab]
        )}
      </main>
      <nav className="grid shrink-0 grid-cols-3 border-line border-t bg-panel pb-[env(safe-area-inset-bottom)]">
        {tabs.map(({ tab: key, label, icon: Icon }) => (
          <Tab
            key={key}
            {...{ tab: key, label }}
            current={tab === key}
            count={key === 'answer' ? waiting : 0}
          >
            <Icon size={22} strokeWidth={1.75} />
          </Tab>
        ))}
      </nav>
    </div>
  )
}

interface TabProps {
  tab: PhoneTab
  label: string
  current: boolean
  count: number
  children: React.ReactNode
}

function Tab({ tab, label, current, count, children }: TabProps) {
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      aria-label={count > 0 ? `${label}, ${count} waiting` : label}
      onClick={() => goTo({ tab })}
      className={cx(
        'relative flex h-15 flex-col items-center justify-center gap-0.5 text-[11px]',
        current ? 'text-text' : 'text-muted',
      )}
    >
      <span className="relative">
        {children}
        {count > 0 && (
          <span className="-top-1.5 -right-3 absolute grid h-4.5 min-w-4.5 place-items-center rounded-full bg-stale px-1 font-semibold text-[11px] text-canvas leading-none tabular-nums">
            {count}
          </span>
        )}
      </span>
      {label}
    </button>
  )
}
