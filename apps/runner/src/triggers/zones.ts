import { fail } from '@segue/protocol'

/** The zone under the name that this machine knows it by. Fails with `schedule.unknown_zone`. */
export function readZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw fail({
      code: 'schedule.unknown_zone',
      message: `There is no time zone ${zone}.`,
      hint: `Name one as continent and city, such as ${likely(zone).join(', ')}.`,
      kind: 'input',
      context: { zone },
    })
  }
}

/** Zones whose city begins as what was written. */
function likely(zone: string): string[] {
  const city = (zone.split('/').at(-1) ?? '').replaceAll(' ', '_').toLowerCase()
  const found = Intl.supportedValuesOf('timeZone').filter((name) =>
    (name.split('/').at(-1) ?? '').toLowerCase().startsWith(city.slice(0, 4)),
  )
  return city.length < 3 || found.length === 0 ? ['Europe/Berlin', 'America/New_York'] : found.slice(0, 3)
}
