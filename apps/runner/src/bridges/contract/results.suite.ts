import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { FromBridge } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Driver, drive } from './driver.ts'
import type { Subject, SubjectKind } from './subject.ts'

const key = Buffer.alloc(32, 7)

/** What comes with a result, and what a request that waits or fails is told. */
export function describeResults(kind: SubjectKind): void {
  describe(`${kind.name}: results`, () => {
    let subject: Subject
    let bridge: Driver
    let folder: string

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'segue résultats 🎛 '))
      subject = await kind.start(key)
      bridge = await drive(await subject.accept(), { key })
    }, 30_000)
    afterAll(async () => {
      subject.stop()
      await subject.ended
      rmSync(folder, { recursive: true })
    })

    test('names a file that is complete with its size and its hash, and warns beside a good result', async () => {
      const dir = mkdtempSync(join(folder, 'file '))
      const result = await bridge.result(bridge.request('test.file', { dir, text: 'Füße 🎛' }))
      expect(result).toMatchObject({ ok: true, warnings: ['A short file.'] })
      expect(result.artifacts).toHaveLength(1)
      for (const { path, mime, bytes, sha256 } of result.artifacts) {
        const content = readFileSync(path)
        expect(isAbsolute(path)).toBe(true)
        expect([content.toString(), mime, bytes]).toEqual(['Füße 🎛', 'text/plain', content.length])
        expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
      }
      expect(readdirSync(dir)).toEqual(['file.txt'])
    })

    test('writes no file in a rehearsal', async () => {
      const dir = mkdtempSync(join(folder, 'rehearsed '))
      const id = bridge.request('test.file', { dir, text: 'a' }, { dry_run: true })
      expect(await bridge.result(id)).toMatchObject({ ok: true, artifacts: [] })
      expect(readdirSync(dir)).toEqual([])
    })

    test('gives a file again to a request that comes again, and writes it once', async () => {
      const dir = mkdtempSync(join(folder, 'again '))
      const ask = () =>
        bridge.result(bridge.request('test.file', { dir, text: 'a' }, { idempotency_key: 'file' }))
      const first = await ask()
      rmSync(join(dir, 'file.txt'))
      expect((await ask()).artifacts).toEqual(first.artifacts)
      expect(readdirSync(dir)).toEqual([])
    })

    test('leaves nothing of a file that it could not finish, and names none', async () => {
      const dir = mkdtempSync(join(folder, 'broken '))
      const result = await bridge.result(bridge.request('test.file', { dir, text: 'a', breaks: true }))
      expect(result).toMatchObject({ ok: false, error: { code: 'app_error' }, artifacts: [] })
      expect(readdirSync(dir)).toEqual([])
    })

    test('refuses a command of another version', async () => {
      const other = bridge.request('test.echo', { text: 'a' }, { version: 2 })
      expect(await bridge.outcome(other)).toBe('unsupported_version')
      const own = bridge.request('test.echo', { text: 'a' }, { version: 1 })
      expect(await bridge.outcome(own)).toMatchObject({ text: 'a' })
    })

    test('tells a request that waits how many are before it', async () => {
      const dir = mkdtempSync(join(folder, 'waits '))
      const running = bridge.request('test.slow', { dir, steps: 1000, stepMs: 10 })
      await bridge.until((one): one is FromBridge => one.t === 'progress' && one.id === running)
      const ids = [0, 1].map(() => bridge.request('test.count'))
      for (const [place, id] of ids.entries())
        expect(
          await bridge.until((one): one is FromBridge => one.t === 'accepted' && one.id === id),
        ).toMatchObject({ queue_pos: place })
      bridge.wire.send({ t: 'cancel', id: running, reason: 'test' })
      expect(await bridge.outcome(running)).toBe('cancelled')
      for (const id of ids) expect(await bridge.outcome(id)).toMatchObject({ count: expect.any(Number) })
    })

    test('ends a request at its deadline while it waits, without its effect', async () => {
      const dir = mkdtempSync(join(folder, 'late '))
      const running = bridge.request('test.slow', { dir, steps: 1000, stepMs: 10 })
      await bridge.until((one): one is FromBridge => one.t === 'progress' && one.id === running)
      const late = mkdtempSync(join(folder, 'never '))
      const id = bridge.request('test.file', { dir: late, text: 'a' }, { deadline_ms: 20 })
      expect(await bridge.outcome(id)).toBe('timeout')
      expect(bridge.messages.filter((one) => one.t === 'result' && one.id === running)).toEqual([])
      bridge.wire.send({ t: 'cancel', id: running, reason: 'test' })
      expect(await bridge.outcome(running)).toBe('cancelled')
      expect(readdirSync(late)).toEqual([])
    })
  })
}
