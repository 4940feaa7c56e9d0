import type { Compiled } from '@segue/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chain, failureOf, graph, mapped, once } from '../host/graphs.ts'
import { type HostLab, openHostLab } from '../host/hostLab.ts'

const over = new Set(['succeeded', 'failed', 'cancelled'])
const shapes: Record<string, Compiled> = {
  chain,
  once,
  mapped,
  diamond: graph({
    a: {},
    b: { from: { in0: 'a' } },
    c: { from: { in0: 'a' } },
    d: { from: { in0: 'b', in1: 'c' } },
  }),
}

const moves = fc.array(fc.constantFrom('finish', 'finish', 'fail', 'cancel', 'pause', 'resume', 'die'), {
  minLength: 3,
  maxLength: 16,
})
const send = (lab: HostLab, runId: string, type: 'CANCEL' | 'PAUSE' | 'RESUME') => {
  void lab.host.send(runId, { type })
  lab.idle()
}
const inside = (runId: string) => (name: string) => name.startsWith(`${runId}/`)

test('R27 a run that is cancelled at any moment, also twice, ends once, and nothing of it starts afterwards', () => {
  const lab = openHostLab()
  let last = 0
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(shapes)), moves, (shape, all) => {
      last += 1
      const runId = `run_${last}`
      const plan = shapes[shape] ?? chain
      lab.start(runId, plan)
      let cancelledAt: number | null = null
      let ended: string | null = null
      for (const move of all) {
        const [job] = lab.running().filter(inside(runId))
        if (move === 'finish' && job) lab.finish(job)
        if (move === 'fail' && job) lab.finish(job, { failure: failureOf('permanent') })
        if (move === 'pause') send(lab, runId, 'PAUSE')
        if (move === 'resume') send(lab, runId, 'RESUME')
        if (move === 'die') lab.reopen()
        if (move === 'cancel') {
          send(lab, runId, 'CANCEL')
          cancelledAt ??= lab.turns.length
        }
        const status = lab.status(runId)
        if (ended !== null) expect(status).toBe(ended)
        else if (over.has(status)) ended = status
        if (cancelledAt === null) continue
        const begun = lab.turns.slice(cancelledAt).flatMap(({ begin }) => begin.map((one) => one.runId))
        expect(begun.filter((id) => `${id}/`.startsWith(`${runId}/`))).toEqual([])
      }
      send(lab, runId, 'CANCEL')
      expect(lab.running().filter(inside(runId))).toEqual([])
      expect(over).toContain(lab.status(runId))
    }),
    { numRuns: 60 },
  )
})
