import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { examplesFolder } from './services/samples.ts'

const root = mkdtempSync(join(tmpdir(), 'segue-cli-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const cli = join(import.meta.dirname, '../bin/segue.mjs')
const env = { ...process.env, SEGUE_HOME: join(root, 'home'), SEGUE_BLENDER: 'off' }

/** Runs the real command as a person does, with stand-ins only. */
function segue(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env })
  return { status, stdout, stderr, json: () => JSON.parse(stdout) }
}

const recipe = (name: string) => join(examplesFolder, 'recipes', name)
const write = (name: string, content: unknown) => {
  const path = join(root, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const one = (node: object, more: object = {}) => ({
  schemaVersion: 1,
  id: 'rcp_one',
  name: 'One',
  graph: { nodes: { a: { type: 'text.template', version: 1, name: 'A', params: {}, ...node } } },
  outputs: [{ key: 'text', from: { nodeId: 'a', port: 'text' } }],
  ...more,
})

describe('segue run', () => {
  test('makes a film from the starter recipe and reports it as one JSON object', () => {
    const out = join(root, 'out')
    const { status, json } = segue(
      'run',
      recipe('beat-film.json'),
      '--input',
      'seconds=2',
      '--out',
      out,
      '--json',
    )
    const report = json()
    expect(status).toBe(0)
    expect(Object.keys(report).sort()).toEqual(['failures', 'outputs', 'runId', 'status', 'steps'])
    expect(report.status).toBe('succeeded')
    const { film } = report.outputs
    expect(film).toMatchObject({ mime: 'video/mp4', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(film.meta).toMatchObject({ width: 640, height: 360, fps: { num: 24, den: 1 }, standIn: 'blender' })
    expect(film.path.startsWith(out)).toBe(true)
    expect(readFileSync(film.path).length).toBe(film.bytes)
    expect(report.steps.map((step: { type: string }) => step.type)).toEqual(
      expect.arrayContaining([
        'live.export',
        'td.audioIn',
        'blender.animate',
        'blender.render',
        'media.mux',
        'file.deliver',
      ]),
    )
    for (const step of report.steps)
      expect(step).toMatchObject({ status: 'succeeded', cached: false, attempts: 1 })
  })

  test.each(['set-to-chapters.json', 'audio-to-curves.json'])('runs %s', (name) => {
    const { status, json } = segue('run', recipe(name), '--out', join(root, 'out'), '--json')
    expect([status, json().status]).toEqual([0, 'succeeded'])
  })

  test.each([
    ['9:16', 360, 640],
    ['1:1', 360, 360],
  ])('composes %s for itself', (format, width, height) => {
    const out = join(root, 'formats')
    const args = ['--input', `format=${format}`, '--input', 'seconds=1', '--out', out, '--json']
    const { film } = segue('run', recipe('beat-film.json'), ...args).json().outputs
    expect(film.meta).toMatchObject({ width, height })
  })

  test('has more than one look', () => {
    const args = ['--input', 'look=eclipse', '--input', 'seconds=1', '--out', join(root, 'looks'), '--json']
    expect(segue('run', recipe('beat-film.json'), ...args).json().status).toBe('succeeded')
  })

  test('uses real Blender where it is, and says nothing of a stand-in then', () => {
    const args = [
      'run',
      recipe('beat-film.json'),
      '--input',
      'seconds=1',
      '--out',
      join(root, 'real'),
      '--json',
    ]
    const { SEGUE_BLENDER: _, ...real } = env
    const { status, stdout } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env: real })
    const report = JSON.parse(stdout)
    expect([status, report.status]).toEqual([0, 'succeeded'])
    expect(report.outputs.film.meta).toMatchObject({ frames: 24, width: 640, height: 360 })
    expect(report.outputs.film.meta.standIn).toBeUndefined()
    const lanes = report.steps.filter((step: { lane: string }) => step.lane === 'blender')
    expect(lanes.map((step: { standIn: boolean }) => step.standIn)).toEqual([false, false])
  })

  test('an own master is not measured by the demo’s Live Set', () => {
    const loop = '/usr/share/sonic-pi/samples/loop_amen.flac'
    const { status, json } = segue(
      'run',
      recipe('beat-film.json'),
      '--input',
      `audio=${loop}`,
      '--out',
      join(root, 'own'),
      '--json',
    )
    expect(status).toBe(0)
    expect(json().outputs.film.meta.locators).toBeUndefined()
    expect(json().outputs.film.meta.durationSec).toBeCloseTo(1.75, 1)
  })

  test('a live runner of the home does the work, with the same report', async () => {
    const port = '4655'
    const server = spawn(process.execPath, [cli, 'start', '--port', port, '--no-open'], {
      env,
      stdio: 'ignore',
    })
    try {
      while (!(await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok) await sleep(50)
      const { status, json } = segue('run', recipe('set-to-chapters.json'), '--json')
      expect([status, json().status]).toEqual([0, 'succeeded'])
      const film = segue(
        'run',
        recipe('beat-film.json'),
        '--input',
        'seconds=1',
        '--out',
        join(root, 'live'),
        '--json',
      ).json()
      expect(film.outputs.film.path).toBe(join(root, 'live', 'First Light.mp4'))
      expect(segue('url').stdout).toMatch(new RegExp(`^http://127.0.0.1:${port}/#code=`))
    } finally {
      server.kill('SIGTERM')
    }
  })

  test('shows a person every step as it settles, and the result', () => {
    const { stdout, stderr } = segue('run', recipe('set-to-chapters.json'))
    expect(stderr).toMatch(/✔ Read set {2}[\d.]+ s/)
    expect(stdout).toMatch(/^chapters: 00:00 Intro/)
  })

  test('tells every mistake at once and exits 2', () => {
    const path = write(
      'bad.json',
      one({ params: { templat: 'x' } }, { outputs: [{ key: 'text', from: { nodeId: 'zz', port: 'text' } }] }),
    )
    const { status, json } = segue('run', path, '--json')
    expect(status).toBe(2)
    expect(json().failures.length).toBeGreaterThanOrEqual(2)
  })

  test('a damaged file fails by name at the node, and the run exits 1', () => {
    const wav = write('broken.wav', 'this is not sound')
    const { status, json } = segue('run', recipe('beat-film.json'), '--input', `audio=${wav}`, '--json')
    expect(status).toBe(1)
    expect(json().failures[0]).toMatchObject({
      nodeId: 'export',
      message: expect.stringContaining('broken.wav'),
    })
  })

  test.each([
    [['--input', 'nonsense=1'], 'input'],
    [['--input', 'seconds=ten'], 'input'],
    [['--input', 'audio=/no/such/file.wav'], 'input'],
    [['--wrong-flag'], 'cli'],
  ])('refuses %s', (args, noun) => {
    const { status, json } = segue('run', recipe('beat-film.json'), ...args, '--json')
    expect(status).toBe(2)
    expect(json().failures[0].code.split('.')[0]).toBe(noun)
  })
})

describe('segue validate', () => {
  test.each(['beat-film.json', 'audio-to-curves.json', 'set-to-chapters.json'])('%s can run', (name) => {
    const { status, json } = segue('validate', recipe(name), '--json')
    expect([status, json()]).toEqual([0, { ok: true, failures: [] }])
  })

  test.each([
    ['not JSON', '{"a":'],
    ['not a recipe', '[1,2,3]'],
    ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['hostile keys', '{"schemaVersion":1,"__proto__":{"x":1}}'],
  ])('%s is a failure, not a crash', (_, text) => {
    const { status, json, stderr } = segue('validate', write('x.json', text), '--json')
    expect(status).toBe(2)
    expect(json().failures.length).toBeGreaterThan(0)
    expect(stderr).toBe('')
  })
})

describe('the other commands', () => {
  test('doctor says what is here and what is a stand-in', () => {
    const { status, json } = segue('doctor', '--json')
    expect(status).toBe(0)
    expect(json()).toMatchObject({ segue: expect.any(String), node: expect.stringMatching(/^v2[4-9]/) })
    expect(json().applications).toHaveLength(3)
    expect(json().applications.every((app: { standIn: boolean }) => app.standIn)).toBe(true)
  })

  test('help names every command, an unknown one exits 2', () => {
    expect(segue('help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('segue run RECIPE.json'),
    })
    expect(segue('dance').status).toBe(2)
  })

  test('url says when no runner answers', () => {
    expect(segue('url')).toMatchObject({ status: 1, stderr: expect.stringContaining('segue start') })
  })
})
