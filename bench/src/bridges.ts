import { languages } from './bridges/programs.ts'
import { benchRoundTrip, transports } from './bridges/roundTrip.ts'
import { benchWatchers } from './bridges/watchers.ts'
import type { Row } from './table.ts'

/** Round trips over every transport that this system has (named pipes: on Windows only), and events to many watchers. */
export async function benchBridges(): Promise<Row[]> {
  const rows: Row[] = []
  for (const language of Object.keys(languages) as (keyof typeof languages)[])
    for (const transport of transports) rows.push(...(await benchRoundTrip(language, transport)))
  return [...rows, ...(await benchWatchers())]
}
