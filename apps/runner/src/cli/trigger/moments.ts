import type { TriggerView } from '@segue/protocol'

/** The next moments of a trigger as a clock on the wall of its zone shows them, one a line; none for other kinds. */
export function moments({ next, settings }: Pick<TriggerView, 'next' | 'settings'>): string[] {
  return settings.kind === 'schedule' ? inZone(next, settings.zone) : []
}

/** Moments as a clock on the wall of a zone shows them, one a line. */
export function inZone(next: readonly number[], zone: string): string[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  })
  return next.map((at) => `  ${format.format(at)}`)
}
