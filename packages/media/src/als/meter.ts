import type { MeterPoint } from '@segue/protocol'
import type { Meter } from './liveSet.ts'
import { automationOf } from './tempo.ts'
import { numberAt, type XmlTree } from './xmlTree.ts'

/** Live packs a time signature into one number: 99·log2(denominator) + numerator − 1; 201 is 4/4. */
export function meterOf(packed: number): Meter {
  const value = Math.min(4 * 99 + 98, Math.max(0, Math.round(packed)))
  return { numerator: (value % 99) + 1, denominator: 2 ** Math.floor(value / 99) }
}

/** Time signatures along the arrangement, from beat 0 on. */
export function metersOf(main: XmlTree | undefined): MeterPoint[] {
  const events = automationOf(main, 'TimeSignature')
  const manual = numberAt(main, 'DeviceChain/Mixer/TimeSignature/Manual', 201)
  const start = events.length > 1 ? events.findLast((e) => e.beat <= 0)?.value : undefined
  const map: MeterPoint[] = [{ beat: 0, ...meterOf(start ?? manual) }]
  for (const event of events) {
    if (event.beat <= 0) continue
    const next = { beat: event.beat, ...meterOf(event.value) }
    const last = map.at(-1)
    if (last?.numerator === next.numerator && last.denominator === next.denominator) continue
    if (last?.beat === next.beat) map.pop()
    if (map.length < 10_000) map.push(next)
  }
  return map
}
