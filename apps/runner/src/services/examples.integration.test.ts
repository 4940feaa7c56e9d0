import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../lanes/attempt.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { examplesFolder, plantStarters } from './samples.ts'
import { howOf, testRuns } from './testing/runs.ts'

const examples = readdirSync(join(examplesFolder, 'recipes')).map((name) => basename(name, '.json'))
/** A film of ten seconds in its own size is made elsewhere. */
const smaller: Record<string, Record<string, Json>> = {
  'beat-film': { seconds: 1, width: 160, height: 90 },
}

let runner: TestRunner
beforeAll(async () => {
  runner = await openTestRunner()
  await plantStarters(runner.db, runner.artifacts)
})
afterAll(() => runner[Symbol.asyncDispose]())

const of = (name: string) => testRuns(runner, { id: `rcp_${name}` }, smaller[name])

describe('on stand-ins', () => {
  test.each(examples)(
    '%s gives everything that it promises, and the same again without working',
    async (name) => {
      const { outputs } = await runner.services.recipes.get(`rcp_${name}`)
      const first = await of(name).run({})
      expect(first.head).toMatchObject({ status: 'succeeded', failures: [] })
      expect(Object.keys(first.head.outputs).sort()).toEqual(outputs.map(({ key }) => key).sort())
      const again = await of(name).run({})
      expect(again.head).toMatchObject({ status: 'succeeded', failures: [] })
      const worked = again.steps.filter(
        ({ nodeId, lane }) => howOf(again)[nodeId] === 'run' && lane === 'blender',
      )
      expect(worked).toEqual([])
      expect((await runner.services.runs.replay(again.head.runId)).differs).toBeNull()
    },
  )
})
