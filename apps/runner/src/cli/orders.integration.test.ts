import { handle } from '@segue/bridge'
import { live, type RunView } from '@segue/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { realApplication } from '../services/testing/realApplication.ts'
import { segueCommand } from './testing/segueCommand.ts'

const { home, segue, besides, write, start } = segueCommand()

interface Report {
  runId: string
  status: string
  next?: string[]
}
/** In a body: what `say` says is shown by `ask`. */
const inside = {
  id: 'inside',
  source: { nodeId: 'say', port: 'text' },
  target: { nodeId: 'ask', port: 'in' },
}
const show = (runId: string) => segue('runs', 'show', runId, '--json').json<RunView>()
const statusesOf = ({ head, steps }: RunView) => [head.status, ...steps.map(({ status }) => status)]

describe('a step whose application is missing', () => {
  let recipe: string
  let report: Report
  beforeAll(() => {
    const scene = { type: 'blender.scene', version: 1, name: 'Dawn', params: {} }
    recipe = write('scene.json', recipeOf({ dawn: scene }, []))
  })

  test('`segue run` ends with what to do, and exits 3', () => {
    const { status, json } = segue('run', recipe, '--real', 'blender', '--json')
    report = json<Report>()
    expect([status, report.status]).toEqual([3, 'waiting'])
    expect(report.next?.join('\n')).toContain(`segue runs fail ${report.runId} dawn`)
    expect(statusesOf(show(report.runId))).toEqual(['waiting', 'blocked'])
  })

  test('is tried again without a runner only when one starts, and fails when somebody gives it up', () => {
    const { runId } = report
    expect(segue('runs', 'retry', runId, 'dawn').stdout).toContain('segue start')
    expect(statusesOf(show(runId))).toEqual(['running', 'queued'])
    expect(segue('runs', 'cancel', runId).status).toBe(0)
    expect(statusesOf(show(runId))).toEqual(['cancelled', 'cancelled'])
    expect(segue('runs', 'fail', runId, 'dawn')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('step.cannot'),
    })
  })

  test('over a live runner `segue run` exits as well, and a person gives the step up', async () => {
    const server = await start(4660)
    const run = segue('run', recipe, '--real', 'blender')
    expect(run).toMatchObject({ status: 3, stderr: expect.stringContaining('“Dawn” waits') })
    const runId = /^run_\w+/m.exec(run.stderr)?.[0] ?? ''
    expect(segue('runs', 'fail', runId, 'dawn').stdout).toContain('is given up')
    await expect.poll(() => statusesOf(show(runId)), { timeout: 20_000 }).toEqual(['failed', 'failed'])
    await server.stop()
  })
})

describe('a step that may have done its work before the runner was killed', () => {
  const told: string[] = []
  const opened = () =>
    realApplication(
      { root: home },
      {
        app: 'live',
        name: 'Live as this test plays it',
        version: '1',
        standIn: false,
        handlers: [
          handle(live.createTrack, async ({ name }) => {
            told.push(name ?? '')
            await new Promise(() => {})
            throw new Error('never')
          }),
        ],
      },
    )

  test('says so, and counts as done when a person says that it is', async () => {
    const track = { type: 'live.track.create', version: 1, name: 'Bass', params: { name: 'Bass' } }
    const recipe = write('track.json', recipeOf({ bass: track }, []))
    let server = await start(4663)
    const fake = opened()
    const bridge = async () => (await besides('doctor', 'live')).stdout
    await expect.poll(bridge, { timeout: 30_000 }).toContain('Live: live@1, idle')
    const run = besides('run', recipe, '--json')
    await expect.poll(() => told, { timeout: 30_000 }).toEqual(['Bass'])
    const [{ runId = '' } = {}] = segue('runs', '--json').json<{ runId: string }[]>()
    await server.stop('SIGKILL')
    fake.stop()
    server = await start(4663)
    expect((await run).status).toBe(3)
    await expect.poll(() => statusesOf(show(runId)), { timeout: 20_000 }).toEqual(['waiting', 'unknown'])
    expect(segue('runs', 'show', runId).stdout).toContain('Look at the application')
    expect(segue('runs', 'done', runId, 'bass')).toMatchObject({ status: 2 })
    const result = {
      track: 'track:1',
      index: 0,
      name: 'Bass',
      kind: 'midi',
      color: '#ff0000',
      volume: 0.85,
      pan: 0,
    }
    const fact = {
      ...result,
      group: null,
      arm: false,
      mute: false,
      solo: false,
      monitoring: 'auto',
      sends: [],
    }
    const outputs = Object.entries({ ...result, result: fact }).flatMap(([key, value]) => [
      '--output',
      `${key}=${JSON.stringify(value)}`,
    ])
    expect(segue('runs', 'done', runId, 'bass', ...outputs).stderr).toBe('')
    await expect.poll(() => statusesOf(show(runId)), { timeout: 20_000 }).toEqual(['succeeded', 'succeeded'])
    expect(told).toEqual(['Bass'])
    await server.stop()
  })
})

describe('a step that asks', () => {
  test('holds `segue run`, says how to answer, and goes on after it when a runner starts', async () => {
    const approve = {
      type: 'flow.approve',
      version: 1,
      name: 'Good?',
      params: { question: 'Is it good?' },
    }
    const say = { type: 'text.template', version: 1, name: 'Say', params: { template: 'hello' } }
    const recipe = write('ask.json', recipeOf({ say, ask: approve }, ['say.text > ask.in']))
    const run = segue('run', recipe)
    expect(run).toMatchObject({ status: 3, stderr: expect.stringContaining('Is it good?') })
    const command = /segue (runs approve \S+ ask)/.exec(run.stderr)?.[1]?.split(' ') ?? []
    const [, , runId = ''] = command
    expect(segue(...command, '--comment', 'Yes').stdout).toContain('segue start')
    expect(show(runId).steps.at(-1)?.status).toBe('queued')
    const server = await start(4666)
    await expect.poll(() => show(runId).head.status, { timeout: 20_000 }).toBe('succeeded')
    await server.stop()
  })
})

describe('one step of a run', () => {
  test('is paused and resumed by name, and holds `segue run` until then', () => {
    const ask = { type: 'flow.approve', version: 1, name: 'Good?', params: { carries: 'text' } }
    const say = (template: string) => ({
      type: 'text.template',
      version: 1,
      name: template,
      params: { template },
    })
    const nodes = { say: say('hello'), ask, sign: say('signed') }
    const recipe = write('sign.json', recipeOf(nodes, ['say.text > ask.in', 'ask.answer > sign.data']))
    const { runId } = segue('run', recipe, '--json').json<Report>()
    const paused = segue('runs', 'pause', runId, 'sign').stdout
    expect(paused).toContain(`sign is paused. It goes on from there with \`segue runs resume ${runId} sign\``)
    const shown = segue('runs', 'show', runId).stdout
    expect(shown).toMatch(/^sign +signed +paused/m)
    expect(shown).toContain(`segue runs resume ${runId} sign`)
    expect(segue('runs', 'resume', runId, 'sign').stdout).toContain('sign goes on.')
    expect(segue('runs', 'show', runId).stdout).toMatch(/^sign +signed +waiting/m)
  })
})

describe('a step inside an item', () => {
  test('asks in the run that holds it, by the name of the item, and is answered there', () => {
    const takes = {
      type: 'flow.map',
      version: 1,
      name: 'Takes',
      params: { over: 'range', from: 1, to: 1, chunk: 1 },
      body: {
        inputs: [],
        outputs: [],
        graph: {
          nodes: { ask: { type: 'flow.approve', version: 1, name: 'Good?' }, say: text('hello') },
          edges: [inside],
        },
      },
    }
    const recipe = write('takes.json', recipeOf({ takes }, []))
    const { runId, next = [] } = segue('run', recipe, '--json').json<Report>()
    expect(next[0]).toBe('“Good?” (Takes: frame 1) asks: Is this good?')
    expect(segue('runs', 'show', runId).stdout).toContain(next.join('\n'))
    expect(segue('runs', 'approve', `${runId}/takes/0`, 'ask').stdout).toContain('is approved')
    expect(segue('runs', 'show', runId).stdout).not.toContain('asks:')
  })
})
