import { Misfire } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTriggerLab } from './testing/triggerLab.ts'

const minute = 60_000

type Act =
  | { do: 'wait'; minutes: number }
  | { do: 'edit'; every: number }
  | { do: 'rename' | 'pause' | 'resume' | 'finish' | 'off' }

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 7 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), every: fc.constantFrom(2, 3, 5) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('rename' as const, 'pause', 'resume', 'finish', 'off') }),
  },
)

test('R33 whatever is done to a schedule, only what it says now fires, each moment once, and nothing is left behind', async () => {
  const overlaps = fc.constantFrom('skip' as const, 'queueOne', 'queueAll', 'cancel', 'parallel')
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 3, maxLength: 14 }), overlaps, async (sequence, overlap) => {
      const lab = await openTriggerLab()
      const every = (minutes: number) => ({
        when: `every ${minutes} minutes`,
        zone: 'UTC',
        misfire: Misfire.parse({ run: 'all' }),
      })
      const { id } = await lab.add(every(2), { overlap })
      /** What the schedule said, and from when on. */
      const said = [{ from: lab.host.time.clock.now(), every: 2, enabled: true }]
      const say = (change: { every?: number; enabled?: boolean }) => {
        const last = said.at(-1)
        if (last) said.push({ ...last, ...change, from: lab.host.time.clock.now() })
      }
      for (const act of sequence) {
        if (act.do === 'wait') for (let i = 0; i < act.minutes; i++) await lab.wait(minute)
        else if (act.do === 'edit') {
          const { settings } = await lab.service.get(id)
          await lab.service.update({ id, change: { settings: { ...settings, ...every(act.every) } } })
          const waits = (await lab.outcomes(id)).filter((outcome) => outcome === 'queued')
          if (act.every !== said.at(-1)?.every) expect(waits).toEqual([])
          say({ every: act.every })
        } else if (act.do === 'rename') await lab.service.update({ id, change: { name: 'Other' } })
        else if (act.do === 'finish') await lab.finish()
        else if (act.do === 'off') await lab.off(4 * minute)
        else {
          await (act.do === 'pause' ? lab.service.pause(id) : lab.service.resume(id))
          if (act.do === 'pause') expect(await lab.outcomes(id)).not.toContain('queued')
          say({ enabled: act.do === 'resume' })
        }
      }
      const history = await lab.history(id)
      const ats = history.map(({ at }) => at)
      expect(new Set(ats).size).toBe(ats.length)
      for (const { at } of history) {
        const spec = said.findLast(({ from }) => from < at)
        expect(spec).toMatchObject({ enabled: true })
        expect(at % ((spec?.every ?? 1) * minute)).toBe(0)
      }
      const runs = history.flatMap(({ runId }) => runId ?? [])
      expect(new Set(runs).size).toBe(runs.length)
      expect(new Set(lab.asked)).toEqual(new Set(runs))
      await lab.service.remove(id)
      await lab.finish()
      await lab.wait(30 * minute)
      expect(new Set(lab.asked).size).toBe(runs.length)
      expect(lab.host.db.all('SELECT * FROM firings')).toEqual([])
    }),
    { numRuns: 60, seed: 33 },
  )
})
