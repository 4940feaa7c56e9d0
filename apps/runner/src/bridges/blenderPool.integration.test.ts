import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ArtifactRef, blender, SequenceManifest } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Config } from '../config/config.ts'
import { recipeOf } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { look, writeTracks } from './contract/blenderFixtures.ts'
import { findBlender } from './findBlender.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
const never = new AbortController().signal
const frames = 240

describe.skipIf(found === null)('two real Blenders', () => {
  let runner: TestRunner
  let scene: ArtifactRef
  const at = (name: string) => join(runner.home.root, name)
  const pids = (): number[] =>
    JSON.parse(readFileSync(at('children.json'), 'utf8')).map(({ pid }: { pid: number }) => pid)

  beforeAll(async () => {
    const { applications, lanes } = Config.parse({
      applications: { blender: found?.path },
      lanes: { blender: 2 },
    })
    runner = await openTestRunner({ applications, lanes })
    const lease = await runner.hub.lease('blender', { signal: never, by: 'step' })
    await lease.call(blender.buildScene, { spec: look })
    const heights = Array.from({ length: frames }, (_, frame) => Math.sin(frame / 20))
    writeTracks(at('t.tracks'), { 'core:location:2': heights })
    await lease.call(blender.setKeys, { file: at('t.tracks'), startFrame: 1, fps: { num: 24, den: 1 } })
    await lease.call(blender.saveFile, { path: at('moving.blend') })
    lease.release()
    scene = await runner.artifacts.putFile(at('moving.blend'), { name: 'moving.blend' })
  }, 30_000)
  afterAll(() => runner[Symbol.asyncDispose]())

  const file = () => z.json().parse(scene)
  const render = (width = 64) =>
    recipeOf(
      {
        scene: { type: 'blender.scene', version: 1, name: 'Scene', params: { file: file() } },
        render: {
          ...{ type: 'blender.render', version: 1, name: 'Render' },
          params: { engine: 'workbench', samples: 1, width, height: 36 },
        },
      },
      ['scene.scene > render.scene'],
    )
  const manifestOf = async (outputs: Record<string, unknown> | undefined) => {
    const ref = ArtifactRef.parse(outputs?.frames)
    return SequenceManifest.parse(JSON.parse(await readFile(await runner.artifacts.path(ref), 'utf8')))
  }

  test('spread one render; when one is killed, only its frames are missing, and it comes back', async () => {
    const recipe = render()
    const runs = testRuns(runner, recipe)
    const { runId } = await runner.services.runs.start({ recipe, inputs: {} })
    const marked = () => runner.host.marks(runId, 'render').length
    await expect.poll(() => pids().length, { timeout: 20_000, interval: 20 }).toBe(2)
    await expect.poll(marked, { timeout: 20_000, interval: 20 }).toBeGreaterThan(40)
    const [, victim = 0] = pids()
    process.kill(victim, 'SIGKILL')
    const view = await runs.until(runId, ({ head }) => head.endedAt !== null)
    expect(view.head).toMatchObject({ status: 'succeeded', failures: [] })
    const step = view.steps.find(({ nodeId }) => nodeId === 'render')
    expect(step?.attempt).toBe(1)
    const manifest = await manifestOf(step?.outputs)
    expect(manifest.frames).toHaveLength(frames)
    expect(new Set(manifest.frames.map(({ artifactId }) => artifactId)).size).toBeGreaterThan(100)
    // A quick machine has rendered the rest before the second one is back; the next render finds it there.
    const next = await runner.services.runs.start({ recipe: render(80), inputs: {} })
    await expect.poll(() => pids().length, { timeout: 20_000, interval: 20 }).toBe(2)
    expect(pids()).not.toContain(victim)
    await runs.until(next.runId, ({ head }) => head.status === 'succeeded')
  }, 60_000)

  test('two steps that want a scene each do not disturb each other', async () => {
    const two = recipeOf(
      {
        ...Object.fromEntries(
          ['cube', 'cone'].map((kind) => [
            kind,
            { type: 'blender.object.create', version: 1, name: kind, params: { kind, name: kind } },
          ]),
        ),
        scene: { type: 'blender.scene', version: 1, name: 'Scene', params: { file: file() } },
        list: { type: 'blender.object.list', version: 1, name: 'List', params: {} },
        other: { type: 'blender.object.list', version: 1, name: 'List', params: {} },
      },
      [
        'scene.scene > cube.scene',
        'scene.scene > cone.scene',
        'cube.scene > list.scene',
        'cone.scene > other.scene',
      ],
    )
    const { head, steps } = await testRuns(runner, two).run({})
    expect(head.failures).toEqual([])
    const namesOf = (id: string) => JSON.stringify(steps.find(({ nodeId }) => nodeId === id)?.outputs)
    expect(namesOf('list')).toContain('cube')
    expect(namesOf('list')).not.toContain('cone')
    expect(namesOf('other')).toContain('cone')
    expect(namesOf('other')).not.toContain('cube')
  }, 30_000)
})
