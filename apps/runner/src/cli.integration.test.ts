import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { segueCommand } from './cli/testing/segueCommand.ts'
import { examplesFolder } from './services/samples.ts'

const { root, env, segue, write, start } = segueCommand()
const cli = join(import.meta.dirname, '../bin/segue.mjs')

/** As much of `segue run --json` as these tests look at. */
interface Report {
  status: string
  outputs: Record<string, Output>
  steps: { type: string; lane: string; standIn: boolean }[]
  failures: { code: string; nodeId?: string; message: string }[]
}
interface Output {
  path: string
  bytes: number
  mime: string
  sha256: string
  meta: Record<string, unknown>
}

const recipe = (name: string) => join(examplesFolder, 'recipes', name)
const filmOf = ({ outputs }: Pick<Report, 'outputs'>): Output => {
  const { film } = outputs
  if (!film) throw new Error('there is no film')
  return film
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
    const report = json<Report>()
    expect(status).toBe(0)
    expect(Object.keys(report).sort()).toEqual(['failures', 'outputs', 'runId', 'status', 'steps'])
    expect(report.status).toBe('succeeded')
    const film = filmOf(report)
    expect(film).toMatchObject({ mime: 'video/mp4', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(film.meta).toMatchObject({ width: 640, height: 360, fps: { num: 24, den: 1 }, standIn: 'blender' })
    expect(film.path.startsWith(out)).toBe(true)
    expect(readFileSync(film.path).length).toBe(film.bytes)
    expect(report.steps.map(({ type }) => type)).toEqual(
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
    expect([status, json<Report>().status]).toEqual([0, 'succeeded'])
  })

  test('composes an upright film in another look', () => {
    const inputs = ['format=9:16', 'look=eclipse', 'seconds=1'].flatMap((pair) => ['--input', pair])
    const args = [...inputs, '--out', join(root, 'formats'), '--json']
    const film = filmOf(segue('run', recipe('beat-film.json'), ...args).json<Report>())
    expect(film.meta).toMatchObject({ width: 360, height: 640 })
  })

  test('uses real Blender where it is, and says nothing of a stand-in then', () => {
    const places = ['--out', join(root, 'real'), '--home', join(root, 'other')]
    const args = ['run', recipe('beat-film.json'), '--input', 'seconds=1', ...places, '--json']
    const { SEGUE_BLENDER: _, ...real } = env
    const { status, stdout } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env: real })
    const report: Report = JSON.parse(stdout)
    expect([status, report.status]).toEqual([0, 'succeeded'])
    expect(filmOf(report).meta).toMatchObject({ frames: 24, width: 640, height: 360 })
    expect(filmOf(report).meta.standIn).toBeUndefined()
    const lanes = report.steps.filter(({ lane }) => lane === 'blender')
    expect(lanes.map(({ standIn }) => standIn)).toEqual([false, false])
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
    expect(filmOf(json<Report>()).meta.locators).toBeUndefined()
    expect(filmOf(json<Report>()).meta.durationSec).toBeCloseTo(1.75, 1)
  })

  test('a live runner of the home does the work, with the same report', async () => {
    const port = 4655
    const server = await start(port)
    const { status, json } = segue('run', recipe('set-to-chapters.json'), '--json')
    expect([status, json<Report>().status]).toEqual([0, 'succeeded'])
    const out = join(root, 'live')
    const args = ['--input', 'seconds=1', '--out', out, '--json']
    const film = filmOf(segue('run', recipe('beat-film.json'), ...args).json<Report>())
    expect(film.path).toBe(join(out, 'First Light.mp4'))
    expect(segue('url').stdout).toMatch(new RegExp(`^http://127.0.0.1:${port}/#code=`))
    await server.stop()
  })

  test('shows a person every step as it settles, and the result', () => {
    const { stdout, stderr } = segue('run', recipe('set-to-chapters.json'), '--fresh')
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
    expect(json<Report>().failures.length).toBeGreaterThanOrEqual(2)
  })

  test('a damaged file fails by name at the node, and the run exits 1', () => {
    const wav = write('broken.wav', 'this is not sound')
    const { status, json } = segue('run', recipe('beat-film.json'), '--input', `audio=${wav}`, '--json')
    expect(status).toBe(1)
    expect(json<Report>().failures[0]).toMatchObject({
      nodeId: 'export',
      message: expect.stringContaining('broken.wav'),
    })
  })

  test.each([
    [['--input', 'nonsense=1'], 'input'],
    [['--wrong-flag'], 'cli'],
  ])('refuses %s', (args, noun) => {
    const { status, json } = segue('run', recipe('beat-film.json'), ...args, '--json')
    expect(status).toBe(2)
    expect(json<Report>().failures[0]?.code.split('.')[0]).toBe(noun)
  })
})

describe('segue validate', () => {
  test.each(['beat-film.json', 'audio-to-curves.json', 'set-to-chapters.json'])('%s can run', (name) => {
    const { status, json } = segue('validate', recipe(name), '--json')
    expect([status, json<object>()]).toEqual([0, { ok: true, failures: [] }])
  })

  test.each([
    ['not JSON', '{"a":'],
    ['not a recipe', '[1,2,3]'],
    ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['hostile keys', '{"schemaVersion":1,"__proto__":{"x":1}}'],
  ])('%s is a failure, not a crash', (_, text) => {
    const { status, json, stderr } = segue('validate', write('x.json', text), '--json')
    expect(status).toBe(2)
    expect(json<Report>().failures.length).toBeGreaterThan(0)
    expect(stderr).toBe('')
  })
})

describe('the other commands', () => {
  test('doctor says what is here and what is a stand-in', () => {
    const { status, json } = segue('doctor', '--json')
    expect(status).toBe(0)
    const found = json<{ applications: { app: string; standIn: boolean }[] }>()
    expect(found).toMatchObject({ segue: expect.any(String), node: expect.stringMatching(/^v2[4-9]/) })
    const standIns = found.applications.filter(({ standIn }) => standIn).map(({ app }) => app)
    expect(standIns.sort()).toEqual(['blender', 'live', 'td'])
  })

  test('help names every command, an unknown one exits 2', () => {
    expect(segue('help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('segue run RECIPE'),
    })
    expect(segue('dance').status).toBe(2)
  })

  test('bridge puts Segue’s side into a folder, says what to click, and takes it out again', () => {
    const to = join(root, 'Remote Scripts')
    const installed = segue('bridge', 'install', 'live', '--to', to)
    expect(installed).toMatchObject({ status: 0, stdout: expect.stringContaining('Control Surface') })
    expect(readFileSync(join(to, 'Segue', 'settings.json'), 'utf8')).toContain('tcp:127.0.0.1:4402')
    expect(segue('bridge', 'uninstall', 'live').status).toBe(0)
    expect(existsSync(join(to, 'Segue'))).toBe(false)
    expect(segue('bridge', 'install', 'photoshop').stderr).toContain('touchdesigner')
  })

  test('url says when no runner answers', () => {
    expect(segue('url')).toMatchObject({ status: 1, stderr: expect.stringContaining('segue start') })
  })
})
