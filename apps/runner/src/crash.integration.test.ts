import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Config } from './config/config.ts'
import { openHome } from './config/home.ts'
import { openRunner } from './runner.ts'
import { examplesFolder } from './services/samples.ts'
import { lockHome } from './store/homeLock.ts'

const cli = join(import.meta.dirname, '../bin/segue.mjs')
let root: string
let child: ChildProcess | undefined

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'segue-crash-'))
})
afterEach(async () => {
  child?.kill('SIGKILL')
  // A stand-in that lost its runner still ends the frame it is at.
  await rm(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
})

const frameMarks = (): Map<string, string> => {
  if (!existsSync(join(root, 'segue.db'))) return new Map()
  const db = new DatabaseSync(join(root, 'segue.db'), { readOnly: true })
  try {
    const rows = db.prepare("SELECT key, value FROM marks WHERE key LIKE 'frame:%'").all()
    return new Map(rows.map((row) => [String(row.key), String(row.value)]))
  } catch {
    return new Map()
  } finally {
    db.close()
  }
}

/** Starts Beat film on stand-ins in a process of its own and kills it once enough frames are stored. */
async function killInMidRender(frames: number): Promise<Map<string, string>> {
  const args = [
    'run',
    join(examplesFolder, 'recipes/beat-film.json'),
    '--home',
    root,
    ...['seconds=10', 'width=160', 'height=90'].flatMap((input) => ['--input', input]),
    '--out',
    join(root, 'out'),
  ]
  child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, SEGUE_BLENDER: 'off' },
    stdio: 'ignore',
  })
  while (frameMarks().size < frames) {
    if (child.exitCode !== null) throw new Error('the run ended before it could be killed')
    await sleep(20)
  }
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  return frameMarks()
}

describe('kill -9', () => {
  test('R01 in mid-render loses no stored frame: of 240 frames, the next start renders those that are missing', async () => {
    const before = await killInMidRender(100)
    expect(before.size).toBeLessThan(240)

    const home = openHome(root)
    const lock = lockHome(home)
    const runner = await openRunner(
      home,
      Config.parse({ applications: { blender: 'off' } }),
      pino({ level: 'silent' }),
    )
    try {
      const [run] = runner.host.runs.heads({ limit: 5 })
      expect(run).toBeDefined()
      const settled = Promise.withResolvers<string>()
      runner.feed.listen(({ change }) => {
        if (
          change.type === 'head' &&
          ['succeeded', 'failed', 'waiting', 'parked'].includes(change.head.status)
        )
          settled.resolve(change.head.status)
      })
      expect(await settled.promise).toBe('succeeded')

      const { steps, log } = runner.host.runs.view(run?.runId ?? '')
      const left = `${240 - before.size} of 240 frames to render; the others are kept.`
      expect(log.map(({ text }) => text)).toContain(left)
      expect(steps.find((step) => step.nodeId === 'render')).toMatchObject({
        status: 'succeeded',
        attempt: 2,
      })
      expect(
        steps
          .filter((step) => ['export', 'analyse', 'animate'].includes(step.nodeId))
          .map((step) => step.attempt),
      ).toEqual([1, 1, 1])
      const after = frameMarks()
      expect(after.size).toBe(240)
      for (const [frame, value] of before) expect(after.get(frame)).toBe(value)
      expect(existsSync(join(root, 'out/First Light.mp4'))).toBe(true)
      await expect.poll(() => readdirSync(home.work), { timeout: 20_000 }).toEqual([])
      expect((await runner.services.runs.replay(run?.runId ?? '')).differs).toBeNull()
    } finally {
      await runner.close()
      lock.release()
    }
  })

  test('a home is free again as soon as its owner is gone, however that went', async () => {
    await killInMidRender(1)
    const lock = lockHome(openHome(root))
    lock.release()
  })

  test('R13 a second runner on the same home is refused with the owner named', () => {
    const home = openHome(root)
    const lock = lockHome(home)
    lock.announce(4400)
    expect(() => lockHome(home)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'home.busy' }) }),
    )
    lock.release()
  })
})
