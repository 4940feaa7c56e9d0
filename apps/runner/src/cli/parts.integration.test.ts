import type { RunView } from '@segue/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { howOf } from '../services/testing/runs.ts'
import { segueCommand } from './testing/segueCommand.ts'

const { segue, write } = segueCommand()

const dawn = { type: 'blender.scene', version: 1, name: 'Dawn', params: {} }
let recipe: string
beforeAll(() => {
  recipe = write(
    'parts.json',
    recipeOf({ a: text('one'), b: text('two {value}'), c: text('three {value}'), dawn }, [
      'a.text > b.data',
      'b.text > c.data',
    ]),
  )
})

/** Runs a part, and says how each step got where it is. */
function ran(...args: string[]): {
  status: number | null
  runId: string
  how: Record<string, string>
  said: unknown
} {
  const { status, json } = segue('run', recipe, ...args, '--json')
  const { runId } = json<{ runId: string }>()
  const view = segue('runs', 'show', runId, '--json').json<RunView>()
  const said = view.steps.find(({ nodeId }) => nodeId === 'c')?.outputs.text
  return { status, runId, how: howOf(view), said }
}

describe('parts of a recipe', () => {
  let failed = ''
  test('--to runs these nodes and what they need', () => {
    const { how } = ran('--to', 'b')
    expect(how).toMatchObject({ a: 'run', b: 'run', c: 'skipped', dawn: 'skipped' })
  })

  test('--failed runs what did not succeed, the rest is kept', () => {
    const whole = ran('--real', 'blender')
    failed = whole.runId
    expect(whole).toMatchObject({ status: 3, how: { a: 'cached', b: 'cached', c: 'run', dawn: 'blocked' } })
    segue('runs', 'fail', failed, 'dawn')
    expect(ran('--failed', failed, '--standin', 'blender')).toMatchObject({
      status: 0,
      how: { a: 'kept', b: 'kept', c: 'kept', dawn: 'run' },
    })
  })

  test('--from runs a node again with other inputs, and all that depends on it', () => {
    expect(ran('--from', `${failed}/c`, '--edit', 'data=2')).toMatchObject({
      said: 'three 2',
      how: { b: 'kept', c: 'run' },
    })
    expect(ran('--from', 'b')).toMatchObject({
      said: 'three two one',
      how: { a: 'kept', b: 'run', c: 'cached' },
    })
  })

  test('--fresh runs everything', () => {
    expect(ran('--fresh').how).toEqual({ a: 'run', b: 'run', c: 'run', dawn: 'run' })
  })
})

describe('looking into a run', () => {
  const newest = () => segue('runs', '--json').json<{ runId: string; kept: boolean; priority: number }[]>()

  test('replays to the same rows', () => {
    const [{ runId = '' } = {}] = newest()
    const { status, json } = segue('replay', runId, '--json')
    expect([status, json<object>()]).toMatchObject([0, { runId, differs: null }])
  })

  test('shows a recipe and a run as Mermaid, and its machines as XState configs', () => {
    const [{ runId = '' } = {}] = newest()
    expect(segue('inspect', recipe).stdout).toMatch(/^flowchart LR\n/)
    expect(segue('inspect', runId, '--mermaid').stdout).toContain(':::succeeded')
    expect(segue('inspect', runId, '--machine', 'action').stdout).toMatch(/^stateDiagram-v2\n/)
    const configs = segue('inspect', recipe, '--xstate').json<{ id: string }[]>()
    expect(configs.map(({ id }) => id)).toContain('action')
  })

  test('is kept and moved forward', () => {
    const [{ runId = '' } = {}] = newest()
    segue('runs', 'keep', runId)
    segue('runs', 'prioritise', runId, '-5')
    expect(newest()[0]).toMatchObject({ kept: true, priority: -5 })
  })
})

describe('a stored home', () => {
  test('is backed up and brought back by command', () => {
    const [{ runId = '' } = {}] = segue('runs', '--json').json<{ runId: string }[]>()
    const backup = write('nothing', '').replace('nothing', 'backup')
    expect(segue('backup', backup)).toMatchObject({ status: 0, stdout: expect.stringContaining('✔') })
    const other = backup.replace('backup', 'other')
    expect(segue('restore', backup, '--home', other).status).toBe(0)
    expect(segue('runs', 'show', runId, '--home', other).stdout).toContain('succeeded')
    expect(segue('restore', backup).status).toBe(2)
  })
})
