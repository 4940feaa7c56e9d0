import { expect, test } from 'vitest'
import { graph } from './graphs.ts'
import { openHostLab } from './hostLab.ts'

test('runs are found by every word in the name of their recipe, the newest first', () => {
  const lab = openHostLab()
  for (const [i, recipeName] of ['Über Loop', 'Beat film', 'beat FILM of 100%'].entries()) {
    lab.start(`run_${i}`, graph({ a: {} }), { recipeName })
    lab.wait(1000)
  }
  const found = (search: string, limit = 10) =>
    lab.host.runs.heads({ search, limit }).map(({ runId }) => runId)
  expect(found('')).toEqual(['run_2', 'run_1', 'run_0'])
  expect(found('FILM beat')).toEqual(['run_2', 'run_1'])
  expect(found('film', 1)).toEqual(['run_2'])
  expect([found('Über'), found('100%'), found('_')]).toEqual([['run_0'], ['run_2'], []])
  const plan = lab.db.all(
    `EXPLAIN QUERY PLAN SELECT rowid FROM runs WHERE parent_run IS NULL AND instr(lower(recipe_name), 'x') > 0
     ORDER BY created_at DESC LIMIT 1`,
  )
  expect(plan.map(({ detail }) => detail)).toEqual(['SCAN runs USING COVERING INDEX runs_by_time'])
})
