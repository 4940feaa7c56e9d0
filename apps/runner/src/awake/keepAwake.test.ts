import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFeed } from '../host/feed.ts'
import { graph } from '../host/graphs.ts'
import { openHostLab } from '../host/hostLab.ts'
import { createInhibitor, inhibitorCommand, inhibitorTrouble } from './inhibitor.ts'
import { keepAwake } from './keepAwake.ts'

let folder: string
const path = process.env.PATH
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-awake-'))
})
afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true })
})

/** `systemd-inhibit` as far as Segue needs it: says what it was asked, and lasts as long as its command. */
function standIn(
  script = `echo "$@" > '${folder}/asked'; echo $$ > '${folder}/pid'; for last; do :; done; exec "$last"`,
) {
  const file = join(folder, 'systemd-inhibit')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  process.env.PATH = `${folder}${delimiter}${path}`
}
const held = () =>
  vi.waitFor(() => {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    expect(pid).toBeGreaterThan(0)
    return pid
  }, 20_000)
const isGone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}
const gone = (pid: number) => vi.waitFor(() => expect(isGone(pid)).toBe(true), 20_000)
const facts = { platform: 'linux', pid: process.pid } as const

describe.runIf(process.platform === 'linux')('the program that keeps the machine awake', () => {
  test('is there from hold to release', async () => {
    standIn()
    const inhibitor = createInhibitor(facts, (why) => expect.unreachable(why))
    inhibitor.hold()
    inhibitor.hold()
    const pid = await held()
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('--what=sleep:idle')
    expect(isGone(pid)).toBe(false)
    inhibitor.release()
    await gone(pid)
  })

  test('ends with its runner, also when that is killed', async () => {
    standIn()
    const code = `import { createInhibitor } from ${JSON.stringify(join(import.meta.dirname, 'inhibitor.ts'))}
      createInhibitor({ platform: 'linux', pid: process.pid }, console.error).hold()
      setInterval(() => {}, 1000)`
    const runner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
    const pid = await held()
    runner.kill('SIGKILL')
    await once(runner, 'exit')
    await gone(pid)
  })

  test('is missing or refuses: that is said once, and nothing fails', async () => {
    process.env.PATH = folder
    expect(await inhibitorTrouble(facts)).toBe('there is no systemd-inhibit')
    standIn('echo "Failed to connect to bus" >&2; exit 1')
    expect(await inhibitorTrouble(facts)).toBe('Failed to connect to bus')
    const refused = vi.fn()
    const inhibitor = createInhibitor(facts, refused)
    for (let times = 1; times <= 2; times++) {
      inhibitor.hold()
      await vi.waitFor(() => expect(refused).toHaveBeenCalled(), 20_000)
      inhibitor.release()
    }
    expect(refused).toHaveBeenCalledExactlyOnceWith('Failed to connect to bus')
    standIn()
    expect(await inhibitorTrouble(facts)).toBe(null)
    expect(existsSync(join(folder, 'pid'))).toBe(true)
  })
})

test('every platform has a command that ends with its runner', () => {
  expect(inhibitorCommand({ platform: 'darwin', pid: 42 })).toEqual(['caffeinate', '-i', '-s', '-w', '42'])
  const encoded = inhibitorCommand({ platform: 'win32', pid: 42 })?.at(-1) ?? ''
  const script = Buffer.from(encoded, 'base64').toString('utf16le')
  expect(script).toContain('SetThreadExecutionState')
  expect(script).toContain('[Console]::In.ReadToEnd()')
  expect(inhibitorCommand({ platform: 'aix', pid: 42 })).toBe(null)
})

test('the machine is kept awake from the first run to the last, not for runs inside, and not for a moment', () => {
  vi.useFakeTimers()
  try {
    const lab = openHostLab()
    const feed = createFeed('awake')
    const inhibitor = { hold: vi.fn(), release: vi.fn() }
    const stop = keepAwake({ db: lab.db, feed, log: { warn: vi.fn() }, inhibitor })
    let told = 0
    const pass = () => {
      for (const { runId, change } of lab.heard.slice(told)) feed.publish(runId, change)
      told = lab.heard.length
      vi.advanceTimersByTime(2000)
    }
    lab.start('run_one', graph({ a: {} }))
    lab.start('run_two', graph({ a: {} }))
    expect(inhibitor.hold).not.toHaveBeenCalled()
    inhibitor.release.mockClear()
    pass()
    expect(inhibitor.hold).toHaveBeenCalledOnce()
    expect(inhibitor.release).not.toHaveBeenCalled()
    lab.finishAll()
    pass()
    expect(inhibitor.release).toHaveBeenCalled()
    const later = keepAwake({ db: lab.db, feed, log: { warn: vi.fn() }, inhibitor })
    later()
    stop()
    vi.advanceTimersByTime(2000)
    expect(inhibitor.hold).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})
