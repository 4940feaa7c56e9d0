import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bridgeLimits, type FromBridge } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Driver, drive } from './driver.ts'
import type { Subject, SubjectKind } from './subject.ts'

const key = Buffer.alloc(32, 7)

/** Framing and requests: everything that one connection must take and stay alive. */
export function describeRequests(kind: SubjectKind): void {
  describe(`${kind.name}: requests`, () => {
    let subject: Subject
    let bridge: Driver
    let folder: string
    let made = 0
    const dir = () => {
      const path = join(folder, `Füße 🎛 ${made++}`)
      mkdirSync(path)
      return path
    }
    const resultsOf = (id: string) => bridge.messages.filter((one) => one.t === 'result' && one.id === id)
    const ping = () => bridge.outcome(bridge.request('test.echo', { text: 'ping' }))
    const count = async () => bridge.outcome(bridge.request('test.count'))
    const progressed = (id: string) =>
      bridge.until((one): one is FromBridge => one.t === 'progress' && one.id === id)

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'segue-contract-'))
      subject = await kind.start(key)
      bridge = await drive(await subject.accept(), { key, heartbeatMs: 500 })
    }, 30_000)
    afterAll(async () => {
      subject.stop()
      await subject.ended
      rmSync(folder, { recursive: true })
    })

    test('R23 takes a request that arrives byte by byte', async () => {
      const { id, bytes } = bridge.frame('test.echo', { text: 'ä' })
      for (const byte of bytes) bridge.stream.write(Buffer.of(byte))
      expect(await bridge.outcome(id)).toEqual({ text: 'ä', length: 1 })
    })

    test('R23 takes two requests that arrive in one read', async () => {
      const frames = ['a', 'b'].map((text) => bridge.frame('test.echo', { text }))
      bridge.stream.write(Buffer.concat(frames.map(({ bytes }) => bytes)))
      for (const { id } of frames) expect(await bridge.outcome(id)).toMatchObject({ length: 1 })
    })

    test('takes a frame of one mebibyte', async () => {
      const text = 'x'.repeat(1024 * 1024)
      expect(await bridge.outcome(bridge.request('test.echo', { text }))).toEqual({
        text,
        length: text.length,
      })
    })

    test('R23 refuses a frame over the limit and serves the next one', async () => {
      const id = bridge.request('test.echo', { text: 'x'.repeat(bridgeLimits.maxFrameBytes) })
      expect(await bridge.outcome(id)).toBe('too_large')
      expect(await ping()).toMatchObject({ text: 'ping' })
    })

    test('R23 refuses what is not a message and serves the next request', async () => {
      for (const bytes of [Buffer.from('{"t":'), Buffer.from([0x22, 0xff, 0xfe, 0x22]), Buffer.from('[]')]) {
        const before = resultsOf('').length
        bridge.write(bytes)
        await ping()
        expect(resultsOf('').slice(before)).toMatchObject([{ ok: false, error: { code: 'bad_request' } }])
      }
    })

    test('R23 outlives a thousand damaged frames', async () => {
      const { bytes } = bridge.frame('test.echo', { text: 'damaged' })
      const body = bytes.subarray(bytes.indexOf('{'), bytes.lastIndexOf('}') + 1)
      for (let n = 0; n < 1000; n++) {
        const damaged = Buffer.from(body)
        damaged[(n * 7919) % body.length] = (n * 31) % 10 === 0 ? 0xff : 0x20 + ((n * 131) % 95)
        if (!damaged.includes('bye')) bridge.write(damaged)
      }
      await expect.poll(ping, { timeout: 10_000 }).toMatchObject({ text: 'ping' })
    })

    test('gives back names as they are: spaces, letters of all scripts, Windows paths', async () => {
      for (const text of ['C:\\Users\\Zoë\\Füße 🎛.als', '夜 — כותרת', 'two\nlines\u0000', '']) {
        const id = bridge.request('test.echo', { text })
        expect(await bridge.outcome(id)).toMatchObject({ text })
      }
    })

    test('turns a result that no frame can hold into too_large', async () => {
      expect(await bridge.outcome(bridge.request('test.huge'))).toBe('too_large')
    })

    test('answers an unknown command with unknown_command', async () => {
      expect(await bridge.outcome(bridge.request('test.nothing'))).toBe('unknown_command')
    })

    test('answers arguments that do not fit with invalid_args', async () => {
      expect(await bridge.outcome(bridge.request('test.echo', { text: 5 }))).toBe('invalid_args')
      expect(await bridge.outcome(bridge.request('test.echo', { text: '', more: 1 }))).toBe('invalid_args')
    })

    test('R22 answers a request once when it comes twice', async () => {
      const { id, bytes } = bridge.frame('test.count', {})
      bridge.stream.write(Buffer.concat([bytes, bytes]))
      const first = await bridge.result(id)
      await ping()
      expect(resultsOf(id).map((one) => one.t === 'result' && one.value)).toEqual(
        resultsOf(id).map(() => first.value),
      )
      expect(await count()).toEqual({ count: Number(Object.values(Object(first.value))[0]) + 1 })
    })

    test('R22 has one effect for one idempotency key', async () => {
      const ids = [1, 2].map(() => bridge.request('test.count', {}, { idempotency_key: 'once' }))
      const [first, second] = await Promise.all(ids.map(bridge.outcome))
      expect(first).toEqual(second)
    })

    test('ends a call that is cancelled before it starts, without its effect', async () => {
      const before = Object(await count()).count
      const running = bridge.request('test.slow', { dir: dir(), steps: 1000, stepMs: 10 })
      await progressed(running)
      const id = bridge.request('test.count')
      bridge.wire.send({ t: 'cancel', id, reason: 'test' })
      expect(await bridge.outcome(id)).toBe('cancelled')
      bridge.wire.send({ t: 'cancel', id: running, reason: 'test' })
      expect(await bridge.outcome(running)).toBe('cancelled')
      expect(await count()).toEqual({ count: before + 1 })
    })

    test('ends a call that is cancelled while it runs, and leaves no unfinished file', async () => {
      const path = dir()
      const id = bridge.request('test.slow', { dir: path, steps: 1000, stepMs: 10 })
      await progressed(id)
      bridge.wire.send({ t: 'cancel', id, reason: 'test' })
      expect(await bridge.outcome(id)).toBe('cancelled')
      expect(readdirSync(path).filter((name) => name.endsWith('.part'))).toEqual([])
      await ping()
      expect(resultsOf(id)).toHaveLength(1)
    })

    test('takes no notice of a cancel that comes after the end', async () => {
      const id = bridge.request('test.count')
      await bridge.result(id)
      bridge.wire.send({ t: 'cancel', id, reason: 'test' })
      await ping()
      expect(resultsOf(id)).toHaveLength(1)
    })

    test('ends a call at its deadline', async () => {
      const args = { dir: dir(), steps: 1000, stepMs: 10 }
      expect(await bridge.outcome(bridge.request('test.slow', args, { deadline_ms: 60 }))).toBe('timeout')
    })

    test('tells progress in order, and serves a quick read meanwhile', async () => {
      const id = bridge.request('test.slow', { dir: dir(), steps: 20, stepMs: 10 })
      await progressed(id)
      await ping()
      expect(resultsOf(id)).toHaveLength(0)
      expect(await bridge.outcome(id)).toEqual({ steps: 20 })
      const seqs = bridge.messages.flatMap((one) => (one.t === 'progress' && one.id === id ? [one.seq] : []))
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
      expect(seqs.length).toBeGreaterThanOrEqual(20)
    })

    test('says busy when its queue is full, and answers everything once', async () => {
      const running = bridge.request('test.slow', { dir: dir(), steps: 1000, stepMs: 10 })
      await progressed(running)
      const ids = Array.from({ length: bridgeLimits.maxInflight + 3 }, () => bridge.request('test.count'))
      expect(await bridge.outcome(ids.at(-1) ?? '')).toBe('app_busy')
      bridge.wire.send({ t: 'cancel', id: running, reason: 'test' })
      const outcomes = await Promise.all(ids.map(bridge.outcome))
      expect(outcomes.filter((one) => one === 'app_busy')).toHaveLength(3)
      await ping()
      for (const id of ids) expect(resultsOf(id)).toHaveLength(1)
    })

    test('loses no result when the runner reads slowly', async () => {
      bridge.stream.pause()
      const text = 'x'.repeat(300_000)
      const ids = Array.from({ length: 30 }, () => bridge.request('test.echo', { text }))
      bridge.stream.resume()
      for (const id of ids) expect(await bridge.outcome(id)).toMatchObject({ length: text.length })
    })

    test('comes back from a stalled main thread with the result', async () => {
      const id = bridge.request('test.stall', { ms: 1300 })
      const first = bridge.messages.length
      expect(await bridge.outcome(id)).toEqual({ ms: 1300 })
      const beats = bridge.messages.slice(first).flatMap((one) => (one.t === 'ping' ? [one] : []))
      const said = bridge.messages.slice(first).flatMap((one) => (one.t === 'busy' ? [one] : []))
      if (kind.stalls === 'says') expect(said).toMatchObject([{ id, expect_ms: 1300, reason: 'Stalling' }])
      if (kind.stalls !== 'beats') return
      expect(
        beats.some((beat) => beat.busy_with === 'test.stall' && (beat.main_tick_age_ms ?? 0) > 200),
      ).toBe(true)
    })
  })
}
