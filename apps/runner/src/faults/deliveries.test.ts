import { type CommandSpec, type FromBridge, failureOf, live } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calls, createCalls } from '../bridges/calls.ts'
import { bridgeFailure } from '../bridges/failure.ts'
import type { Peer } from '../bridges/handshake.ts'
import { createHistory } from '../bridges/history.ts'

const count = 6
const spec: CommandSpec = live.setTempo

/** Calls over a line on which a test decides what arrives, how often and in which order. */
function openCalls() {
  /** Requests that reached the application, by their id. */
  const requests: string[] = []
  const calls: Calls = createCalls({
    cancelMs: 60_000,
    onChange() {},
    onStuck() {},
    history: createHistory(Date.now),
  })
  const wire = {
    send() {},
    sendText: (frame: string) => void requests.push(JSON.parse(frame).id),
  }
  const attach = (inflight: readonly string[]) =>
    calls.attach({ wire, inflight, session: 's' } as unknown as Peer) // what calls use of a peer
  const answer = (id: string, value: number) =>
    calls.receive({ t: 'result', id, value, artifacts: [], warnings: [] } as unknown as FromBridge)
  return { calls, requests, attach, answer }
}

/** What the line does to answers: which one comes next, how often, and whether the line is lost then. */
const weather = fc.array(
  fc.record({ pick: fc.nat(), times: fc.integer({ min: 1, max: 3 }), lost: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 30,
  },
)

test('R22 answers that come twice, late or in another order end every call once, with its own value', async () => {
  await fc.assert(
    fc.asyncProperty(weather, async (moves) => {
      const { calls, requests, attach, answer } = openCalls()
      attach([])
      const results = Array.from({ length: count }, () => calls.add(spec, {}, {}))
      const settled = results.map((result) =>
        result.then(
          ({ value }) => value,
          (error) => failureOf(error).code,
        ),
      )
      const worth = new Map<string, number>()
      const worthOf = (id: string) => worth.get(id) ?? worth.set(id, worth.size).size - 1
      for (const { pick, times, lost } of moves) {
        const id = requests[pick % requests.length] ?? ''
        for (let i = 0; i < times; i++) answer(id, worthOf(id))
        if (!lost) continue
        calls.detach()
        attach([...new Set(requests)])
      }
      calls.fail('all', bridgeFailure('disconnected', 'It is gone.'))
      for (const id of requests) answer(id, -1)
      const ends = await Promise.all(settled)
      const values = ends.filter((end) => typeof end === 'number')
      expect(new Set(values).size).toBe(values.length)
      expect(ends.filter((end) => end !== 'bridge.disconnected' && typeof end !== 'number')).toEqual([])
      expect(new Set(requests).size).toBe(requests.length)
      expect(calls.waiting).toBe(0)
    }),
    { numRuns: 1000 },
  )
})
