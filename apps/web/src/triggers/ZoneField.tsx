import { FoundField } from './FoundField.tsx'
import { clockIn, hereZone, knowsZone, offsetIn } from './moments.ts'

const allZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]

interface ZoneFieldProps {
  zone: string
  onPick: (zone: string) => void
}

/** A time zone, found by its city; each with its distance from UTC and what its clocks show now. */
export function ZoneField({ zone, onPick }: ZoneFieldProps) {
  const now = Math.floor(Date.now() / 60_000) * 60_000
  const here = hereZone()
  const find = (query: string) => {
    const words = query.replaceAll(' ', '_')
    const found = allZones().filter((one) => one.toLowerCase().includes(words))
    const first = [...new Set([zone, here])].filter((one) => found.includes(one))
    return [...first, ...found.filter((one) => !first.includes(one))].slice(0, 60).map((one) => ({
      value: one,
      label: zoneName(one) + (one === here ? ' · here' : ''),
      note: `${offsetIn(one, now)} · ${clockIn(one, now)}`,
    }))
  }
  return (
    <FoundField
      label="Time zone"
      shown={`${zoneName(zone)} · ${knowsZone(zone) ? offsetIn(zone, now) : 'unknown here'}`}
      placeholder="City or zone"
      find={find}
      onPick={onPick}
      empty="No zone goes by that name. Try the nearest large city."
    />
  )
}

/** `Europe, Berlin`; `America, Argentina, Buenos Aires`. */
const zoneName = (zone: string): string => zone.replaceAll('/', ', ').replaceAll('_', ' ')
