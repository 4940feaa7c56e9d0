import { describe, expect, test } from 'vitest'
import type { TestHost } from '../host.ts'
import { bodyOf, recipeOf } from '../testing/recipe.ts'
import { replayFaithfully } from '../testing/replay.ts'
import { compiledOf, driverOf, run } from './driver.ts'

/** A diamond: a → b, c → d. */
const diamond = compiledOf(
  recipeOf({
    a: {},
    b: { from: { in0: 'a' } },
    c: { from: { in0: 'a' } },
    d: { from: { in0: 'b', in1: 'c' } },
  }),
)
const chain = compiledOf(recipeOf({ a: {}, b: { from: { in0: 'a' } } }))
const mapped = compiledOf(
  recipeOf({ m: { type: 'flow.map', params: { each: 'x' }, body: bodyOf({ inner: {} }) } }),
)

/** H1 to H3: events of one actor one at a time and in order; all of an event or none; every effect once. */
export function orderConformance(makeHost: () => Promise<TestHost>): void {
  describe('H1 to H3: order, all or none, once', () => {
    const driver = driverOf(makeHost)
    const { start, finish, finishAll, job, running, status, view } = driver

    test('a run goes from its first node to its last, each after what feeds it', async () => {
      await start(diamond)
      expect(running()).toEqual(['a:1'])
      await finish(job('a:1'))
      expect(running()).toEqual(['b:1', 'c:1'])
      await finish(job('b:1'))
      expect(running()).toEqual(['c:1'])
      await finish(job('c:1'))
      await finish(job('d:1'), { outputs: 'film' })
      expect(status()).toBe('succeeded')
      expect(view('d')).toMatchObject({ status: 'succeeded', outputs: 'film', attempt: 1 })
      replayFaithfully({ runId: run, compiled: diamond }, driver.host.deliveries())
    })

    test.each([
      ['a graph', diamond, 5],
      ['child runs', mapped, 6],
    ] as const)(
      'a host that dies after any stored event goes on where it was: %s',
      async (_, compiled, actors) => {
        const endAll = async () => {
          for (let left = 0; left < 12 && driver.host.running().length > 0; left++)
            for (const each of driver.host.running())
              await finish(each, {
                outputs: 'outputs',
                ...(each.actor === `${run}/m` && each.given.children !== true
                  ? { children: { count: 2, concurrency: 2, onFailure: 'stop' } }
                  : {}),
              })
        }
        let died = 1
        for (let finished = false; !finished; died++) {
          await driver.renew()
          driver.host.dieAfter(died)
          await start(compiled)
          await endAll()
          finished = status() === 'succeeded'
          await driver.host.reopen()
          await driver.host.idle()
          await endAll()
          expect(status(), `died after ${died} events`).toBe('succeeded')
          const rows = replayFaithfully({ runId: run, compiled }, driver.host.deliveries())
          expect([...rows.values()].map(({ state }) => state)).toEqual(Array(actors).fill('succeeded'))
        }
        expect(died).toBeGreaterThan(15)
      },
    )

    test('two runs do not disturb each other', async () => {
      await start(chain)
      await driver.host.start({ runId: 'run_other', seed: 'seed', compiled: chain })
      await driver.host.idle()
      await driver.host.send('run_other', { type: 'CANCEL' })
      await driver.host.idle()
      await finishAll()
      expect([status(), driver.host.view('run_other')?.status]).toEqual(['succeeded', 'cancelled'])
    })
  })
}
