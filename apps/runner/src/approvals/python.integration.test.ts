import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepView } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findBlender } from '../bridges/findBlender.ts'
import { Config } from '../config/config.ts'
import type { Json } from '../lanes/attempt.ts'
import { recipeOf } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
if (found === null) throw new Error('These tests are about real Blender, and there is none.')
const program = found.path

let runner: TestRunner
beforeAll(async () => {
  const { applications } = Config.parse({ applications: { blender: program } })
  runner = await openTestRunner({ applications, code: { blenderPython: true } })
})
afterAll(() => runner[Symbol.asyncDispose]())

const node = (type: string, params: Record<string, Json>) => ({ type, version: 1, name: type, params })
const at = (name: string) => join(runner.home.work, name)
const toJson = (value: unknown) => z.json().parse(value)
const hashOf = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const stepOf = (steps: readonly StepView[], nodeId: string) => steps.find((step) => step.nodeId === nodeId)

/** Runs a script in a Blender of its own, to make the files that people have. */
function blend(name: string, ...lines: string[]): string {
  writeFileSync(
    at('make.py'),
    ['import bpy', ...lines, `bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(at(name))})`].join('\n'),
  )
  execFileSync(
    program,
    ['-b', '--factory-startup', '-noaudio', '--python-exit-code', '7', '--python', at('make.py')],
    {
      stdio: 'pipe',
    },
  )
  return at(name)
}
const take = (path: string) => runner.artifacts.putFile(path, { name: 'film.blend', origin: path })

/** A recipe that runs this text in a file, and says what came out. */
async function code(file: string, params: { text: string; limitSec?: number }) {
  const nodes = {
    scene: node('blender.scene', { file: toJson(await take(file)) }),
    code: node('blender.python', params),
  }
  return recipeOf(nodes, ['scene.scene > code.scene'], {
    outputs: [{ key: 'result', from: { nodeId: 'code', port: 'result' } }],
  })
}

describe('Python in real Blender', () => {
  test('waits for its approval, then runs once, and leaves nothing behind in Blender', async () => {
    const text =
      'print("counting")\nbpy.app.driver_namespace["left"] = 1\nresult = sorted(bpy.data.objects.keys())'
    const runs = testRuns(runner, await code(blend('plain.blend'), { text }))
    const { runId } = await runner.services.runs.start({
      recipe: await code(at('plain.blend'), { text }),
      inputs: {},
    })
    const waiting = await runs.until(runId, ({ steps }) => stepOf(steps, 'code')?.status === 'blocked')
    expect(stepOf(waiting.steps, 'code')?.reason).toContain('approve exactly this text')
    const [asked] = await runner.services.approvals.list()
    expect(asked).toMatchObject({ kind: 'python', text, hash: hashOf(text), step: { runId, nodeId: 'code' } })

    await runner.services.approvals.approve({ hash: hashOf(text), by: 'editor' })
    const ended = await runs.until(runId, ({ head }) => head.endedAt !== null)
    expect(ended.head).toMatchObject({
      status: 'succeeded',
      outputs: { result: ['Camera', 'Cube', 'Light'] },
    })

    const look = 'result = "left" in bpy.app.driver_namespace'
    runner.approvals.python(look, { runId, nodeId: 'code', name: 'Look' })
    await runner.services.approvals.approve({ hash: hashOf(look), by: 'editor' })
    const after = await runs.run({ recipe: await code(at('plain.blend'), { text: look }) })
    expect(after.head.outputs).toEqual({ result: false })
  }, 120_000)

  test('a text that never ends fails at its limit, and names its line when it breaks', async () => {
    const runs = testRuns(runner, await code(blend('plain.blend'), { text: 'x' }))
    const approvedRun = async (text: string, limitSec: number) => {
      runner.approvals.python(text, { runId: 'run_x', nodeId: 'code', name: 'Code' })
      await runner.services.approvals.approve({ hash: hashOf(text), by: 'editor' })
      return runs.run({ recipe: await code(at('plain.blend'), { text, limitSec }) })
    }
    const endless = await approvedRun(
      'n = 0\nwhile True:\n  try:\n    n += 1\n  except Exception:\n    pass',
      1,
    )
    expect(stepOf(endless.steps, 'code')?.failure).toMatchObject({ code: 'bridge.timeout' })
    const broken = await approvedRun('print("so far")\nundefined_name', 60)
    expect(stepOf(broken.steps, 'code')?.failure).toMatchObject({
      code: 'bridge.app_error',
      kind: 'input',
      message: expect.stringMatching(/^Line 2: NameError[\s\S]*so far/),
    })
  }, 120_000)
})

describe('a file with scripts', () => {
  const driven = [
    'd = bpy.data.objects["Cube"].driver_add("location", 2).driver',
    'd.type = "SCRIPTED"; d.expression = "len(bpy.data.objects) * 1.0"',
  ]
  const inspected = async (file: string) => {
    const nodes = {
      scene: node('blender.scene', { file: toJson(await take(file)) }),
      look: node('blender.inspect', { testFrames: 0 }),
    }
    const recipe = recipeOf(nodes, ['scene.scene > look.scene'], {
      outputs: [{ key: 'report', from: { nodeId: 'look', port: 'report' } }],
    })
    const { head } = await testRuns(runner, recipe).run({})
    return (head.outputs.report as { facts: { blockedScripts: string[] } }).facts.blockedScripts
  }

  test('stands still until exactly these bytes are trusted, and again when that is taken back', async () => {
    const file = blend('driven.blend', ...driven)
    const hash = hashOf(readFileSync(file))
    expect(await inspected(file)).toEqual(['driver of objects "Cube"'])
    await runner.services.approvals.trust({ hash, name: 'driven.blend', by: 'command line' })
    expect(await inspected(file)).toEqual([])
    await runner.services.approvals.revoke({ kind: 'blend', hash })
    expect(await inspected(file)).toEqual(['driver of objects "Cube"'])
  }, 120_000)

  test('stands still as long as a library that it links is not trusted', async () => {
    blend('library.blend', ...driven)
    const file = blend(
      'linking.blend',
      `with bpy.data.libraries.load(${JSON.stringify(at('library.blend'))}, link=True) as (have, want): want.objects = ["Cube"]`,
      'bpy.context.scene.collection.objects.link(want.objects[0])',
    )
    const trust = (path: string) =>
      runner.services.approvals.trust({ hash: hashOf(readFileSync(path)), name: 'x', by: 'command line' })
    await trust(file)
    expect(await inspected(file)).toEqual(['driver of objects "Cube"'])
    await trust(at('library.blend'))
    expect(await inspected(file)).toEqual([])
  }, 120_000)

  test('gives its trust to what Segue makes of it, and takes it back with its own', async () => {
    const file = blend('driven.blend', ...driven, 'bpy.context.scene.frame_end = 7')
    const hash = hashOf(readFileSync(file))
    const text = 'bpy.data.objects["Light"].name = "Sun"'
    runner.approvals.python(text, { runId: 'run_x', nodeId: 'code', name: 'Code' })
    await runner.services.approvals.approve({ hash: hashOf(text), by: 'editor' })
    const nodes = {
      scene: node('blender.scene', { file: toJson(await take(file)) }),
      code: node('blender.python', { text }),
      look: node('blender.inspect', { testFrames: 0 }),
    }
    const recipe = recipeOf(nodes, ['scene.scene > code.scene', 'code.scene > look.scene'], {
      outputs: [{ key: 'report', from: { nodeId: 'look', port: 'report' } }],
    })
    const blocked = async () => {
      const { head } = await testRuns(runner, recipe).run({})
      return (head.outputs.report as { facts: { blockedScripts: string[] } }).facts.blockedScripts
    }
    expect(await blocked()).toEqual(['driver of objects "Cube"'])
    await runner.services.approvals.trust({ hash, name: 'driven.blend', by: 'command line' })
    expect(await blocked()).toEqual([])
    expect(runner.approvals.trusted().hashes.length).toBeGreaterThan(1)
    await runner.services.approvals.revoke({ kind: 'blend', hash })
    expect(await blocked()).toEqual(['driver of objects "Cube"'])
  }, 120_000)
})
