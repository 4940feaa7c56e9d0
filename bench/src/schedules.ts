import { setTimeout as sleep } from 'node:timers/promises'
import { TriggerDraft } from '@segue/protocol'
import { type Clock, systemClock } from '@segue/runner/host/clock'
import type { Runner } from '@segue/runner/runner'
import { withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import type { Row } from './table.ts'
import { heldBytes, share } from './watch.ts'

const schedules = 500
const idleMs = 10_000

/** 500 schedules while nothing is due, and all of them due at one moment. */
export const benchSchedules = (): Promise<Row[]> => {
  const clock = aheadClock()
  return withHome((home) =>
    withRunner(
      home,
      async (runner) => {
        const without = await share(idleMs)
        const before = heldBytes()
        await add(runner)
        await sleep(1000)
        const held = heldBytes() - before
        const busy = await share(idleMs)
        const what = `${schedules} schedules, nothing is due`
        return [
          {
            what: `${what}: of one core`,
            value: Math.max(0, busy - without) * 100,
            unit: '%',
            limit: 'at most 1',
          },
          { what: `${what}: memory`, value: held / 2 ** 20, unit: 'MB' },
          {
            what: `${schedules} schedules due at one moment, until the last run is on disk`,
            value: await fireAll(runner, clock),
            unit: 'ms',
            limit: 'at most 1000',
          },
        ]
      },
      { clock },
    ),
  )
}

const settings = { kind: 'schedule', when: '0 12 * * *', zone: 'Europe/Berlin' } as const

async function add({ services }: Runner): Promise<void> {
  const { id: recipeId } = await services.recipes.create({ name: 'Bench', recipe: chain })
  for (let i = 0; i < schedules; i++)
    await services.triggers.create(TriggerDraft.parse({ recipeId, name: `Schedule ${i}`, settings }))
}

/** A clock that can be put to just before a moment. */
function aheadClock(): Clock & { goTo(at: number): void } {
  let ahead = 0
  const now = () => Date.now() + ahead
  return {
    ...systemClock,
    now,
    alarm: (at, ring) => systemClock.alarm(at - ahead, ring),
    goTo(at) {
      ahead = at - Date.now()
    },
  }
}

/** From the moment for which all are set until each has its run on disk. */
async function fireAll({ services, db }: Runner, clock: ReturnType<typeof aheadClock>): Promise<number> {
  const [first] = await services.triggers.list({})
  const at = first?.next[0] ?? 0
  const begun = () => Number(db.get("SELECT count(*) AS n FROM firings WHERE outcome = 'fired'")?.n)
  clock.goTo(at - 500)
  if (first) await services.triggers.update({ id: first.id, change: { name: 'Schedule' } })
  while (begun() < schedules) await sleep(5)
  return clock.now() - at
}
