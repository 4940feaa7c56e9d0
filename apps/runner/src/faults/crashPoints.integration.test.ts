import { failureOf, type RunHead } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CrashPoint, crashPoints } from '../crashPoint.ts'
import { type Lab, openLab } from './lab.ts'
import type { Shape } from './shapes.ts'
import type { StubProcess } from './stubProcess.ts'

/** At which passing of a point the runner dies: some way into the run where there is more than one. */
const passing: Record<CrashPoint, number> = {
  ...{ 'accept.before': 1, 'accept.after': 1, 'children.spawned': 2 },
  ...{ 'job.claimed': 2, 'job.sent': 2, 'artifact.moved': 2, 'job.replied': 2, 'commit.done': 3 },
}
const points = (shape: Shape): readonly CrashPoint[] =>
  shape === 'map' ? crashPoints : crashPoints.filter((point) => point !== 'children.spawned')

describe.each<Shape>(['chain', 'diamond', 'map', 'nested'])('a run of the shape %s', (shape) => {
  let lab: Lab
  let runner: StubProcess
  beforeAll(async () => {
    lab = openLab()
    runner = await lab.start()
  })
  afterAll(() => lab.remove())

  test.each(points(shape))(
    'R01 killed at %s is finished by the next runner, and nothing runs twice',
    async (point) => {
      const runs = () => runner.call<RunHead[]>('runs.list', { limit: 100 })
      const before = (await runs()).length
      const prepared = await lab.prepare(runner, shape)
      await runner.call('arm', `${point}:${passing[point]}`)
      await prepared().catch((error) => expect(failureOf(error).code).toBe('stub.gone'))
      await expect.poll(() => runner.isAlive, { timeout: 30_000 }).toBe(false)

      runner = await lab.start()
      const heads = await lab.settle(runner)
      expect(heads).toHaveLength(before + (point === 'accept.before' ? 0 : 1))
      expect(new Set(heads.map(({ status }) => status))).toEqual(
        new Set(heads.length > 0 ? ['succeeded'] : []),
      )
      lab.check()
    },
  )
})
