import type { AppState } from '@segue/api'
import type { AppId } from '@segue/protocol'
import { useApps } from '../server/queries.ts'
import { appLooks, titleOf, wires } from '../studio/appLook.ts'
import { openStudio } from '../studio/pageStore.ts'
import { cx } from '../ui/cx.ts'
import { Tooltip } from '../ui/Tooltip.tsx'

const shortName = (app: AppId): string => (app === 'td' ? 'TD' : titleOf(app))

/** What serves each application now: itself, or the built-in stand-in. A click opens the studio at it. */
export function AppChips() {
  const { data: apps } = useApps()
  return (
    <ul aria-label="Applications" className="flex items-center gap-1">
      {apps
        ?.filter(({ app, state }) => state !== 'absent' && !wires.has(app))
        .map((app) => (
          <Chip key={app.app} app={app} />
        ))}
    </ul>
  )
}

function Chip({ app: { app, title, state, provider, detail } }: { app: AppState }) {
  const { label, dot } = appLooks[state]
  return (
    <li>
      <Tooltip
        text={
          <span className="block py-0.5">
            <span className="block font-medium">
              {title}: {label}
            </span>
            <span className="block text-muted">{detail}</span>
            <span className="block font-mono text-[10px] text-muted">{provider}</span>
          </span>
        }
      >
        <button
          type="button"
          onClick={() => openStudio(app)}
          className="flex h-6 items-center gap-1.5 rounded-field px-1.5 text-muted text-node hover:bg-raised hover:text-text"
        >
          <span aria-hidden className={cx('size-2 rounded-full', dot)} />
          {shortName(app)}
          <span className={state === 'standIn' ? 'text-muted text-tiny max-[1180px]:sr-only' : 'sr-only'}>
            {label}
          </span>
        </button>
      </Tooltip>
    </li>
  )
}
