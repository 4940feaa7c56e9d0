import { compile } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { Recipe, type RunHead } from '@segue/protocol'
import { expect, test } from 'vitest'
import { openTestRunner } from '../testing.ts'

const compiled = compile(
  Recipe.parse({
    schemaVersion: 1,
    id: 'rcp_park',
    name: 'Park',
    graph: { nodes: { a: { type: 'text.template', version: 1, name: 'A' } } },
  }),
  catalogue,
)
const run = {
  recipeId: 'rcp_park',
  recipeName: 'Park',
  seed: 's',
  inputs: {},
  providers: {},
  outFolder: '/tmp',
  createdAt: 1,
}

test('a run that the engine cannot go on with is parked with the reason and told; the others go on', async () => {
  await using runner = await openTestRunner()
  const ends = new Map<string, RunHead>()
  const both = Promise.withResolvers<void>()
  runner.feed.listen(({ runId, change }) => {
    if (change.type !== 'head' || !['parked', 'succeeded'].includes(change.head.status)) return
    ends.set(runId, change.head)
    if (ends.size === 2) both.resolve()
  })
  runner.host.start({ ...run, runId: 'run_broken', compiled: { ...compiled, hash: 'broken', machines: {} } })
  runner.host.start({ ...run, runId: 'run_fine', compiled })
  await both.promise
  expect(ends.get('run_broken')).toMatchObject({ status: 'parked', failures: [{ code: expect.any(String) }] })
  expect(ends.get('run_fine')?.status).toBe('succeeded')

  runner.host.runs.park('run_fine', {
    code: 'test.late',
    message: 'late',
    hint: '-',
    severity: 'error',
    kind: 'bug',
  })
  expect(runner.host.runs.head('run_fine')).toMatchObject({ status: 'succeeded', failures: [] })
})
