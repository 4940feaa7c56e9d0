import type { StorageReport } from '@segue/protocol'
import { sized } from './sized.ts'

type Use = StorageReport['uses'][number]['use']

const looks: Record<Use, { label: string; colour: string }> = {
  recipes: { label: 'Recipes and samples', colour: '#9a8cff' },
  takes: { label: 'Favourites', colour: 'var(--color-stale)' },
  kept: { label: 'Runs you keep', colour: 'var(--color-done)' },
  open: { label: 'Runs that go on', colour: 'var(--color-running)' },
  runs: { label: 'Other runs', colour: '#3f6fb8' },
  results: { label: 'Can be made again', colour: '#4a5568' },
  rest: { label: 'The rest', colour: '#2e3440' },
}

/** How full the home is, and with what. */
export function UsageBar({ report: { bytes, uses, rules, diskFree } }: { report: StorageReport }) {
  const whole = Math.max(rules.maxBytes, bytes)
  return (
    <section aria-label="What takes the room">
      <p className="pb-2">
        <span className="font-medium text-[22px] leading-7">{sized(bytes)}</span>
        <span className="text-muted text-node">
          {' '}
          of {sized(rules.maxBytes)} · {sized(diskFree)} free on the disk
        </span>
      </p>
      <div className="flex h-3 gap-px overflow-hidden rounded-full bg-well">
        {uses.map(({ use, bytes: size }) =>
          size === 0 ? null : (
            <span
              key={use}
              title={`${looks[use].label}: ${sized(size)}`}
              style={{ width: `max(3px, ${(100 * size) / whole}%)`, background: looks[use].colour }}
            />
          ),
        )}
      </div>
      <ul className="grid gap-x-8 gap-y-1 pt-3 text-node md:grid-cols-2">
        {uses.map(({ use, bytes: size }) => (
          <li key={use} className="flex items-center gap-2">
            <span className="size-2 shrink-0 rounded-full" style={{ background: looks[use].colour }} />
            <span className="min-w-0 flex-1 truncate text-muted">{looks[use].label}</span>
            <span className="tnum font-mono text-tiny">{sized(size)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
