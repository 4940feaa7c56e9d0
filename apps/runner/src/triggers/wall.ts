import { dayMs } from './cron.ts'

/** A stretch of time in which the clocks of a zone are not set. Epoch milliseconds. */
export interface Stretch {
  from: number
  /** Where the next one begins. */
  to: number
  /** What a clock on the wall shows minus UTC. */
  offset: number
}

/** How far ahead clocks are looked at in one go. */
const aheadMs = 400 * dayMs
const secondMs = 1000

/** The clocks of a zone, as long as they are looked at. */
export interface Wall {
  /** The stretch of this moment, and what the wall had shown when it began; null where nobody knows. */
  at(moment: number): { stretch: Stretch; shown: number | null }
  /** What it shows minus UTC at this moment. */
  offsetAt(moment: number): number
}

const walls = new Map<string, Wall>()

/** The clocks of a zone, by the rules of this machine's ICU. */
export function wallOf(zone: string): Wall {
  const known = walls.get(zone) ?? createWall(zone)
  walls.set(zone, known)
  return known
}

function createWall(zone: string): Wall {
  const offsetAt = offsets(zone)
  let stretches: Stretch[] = []
  /** Looks on from the end of what is known, day by day: nobody sets clocks twice in one. */
  const extend = (upTo: number) => {
    let open = stretches.at(-1)
    while (open && open.to < upTo) {
      const day = open.to + dayMs
      const offset = offsetAt(day)
      if (offset === open.offset) {
        open.to = day
        continue
      }
      open.to = change(offsetAt, open.to, day)
      open = { from: open.to, to: open.to, offset }
      stretches.push(open)
    }
  }
  const begin = (moment: number) => {
    const from = Math.floor((moment - aheadMs) / dayMs) * dayMs
    stretches = [{ from, to: from, offset: offsetAt(from) }]
  }
  return {
    offsetAt,
    at(moment) {
      const [first] = stretches
      if (!first || moment < first.from) begin(moment)
      extend(moment + aheadMs)
      const index = stretches.findLastIndex(({ from }) => from <= moment)
      const stretch = stretches[index]
      if (!stretch) throw new Error('Time has a beginning.')
      const before = stretches[index - 1]
      return { stretch, shown: before ? before.to + before.offset : null }
    },
  }
}

/** When, in (from, to], the clocks are set. */
function change(offsetAt: (moment: number) => number, from: number, to: number): number {
  const old = offsetAt(from)
  let [low, high] = [from, to]
  while (high - low > secondMs) {
    const middle = low + Math.floor((high - low) / 2 / secondMs) * secondMs
    if (offsetAt(middle) === old) low = middle
    else high = middle
  }
  return high
}

function offsets(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  return (moment) => {
    const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = 0, minutes = 0, seconds = 0] =
      /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? []
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * secondMs
    return sign === '-' ? -ms : ms
  }
}
