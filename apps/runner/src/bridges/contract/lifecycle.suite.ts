import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeNonce, makeProof } from '@segue/bridge/proof'
import type { FromBridge } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWire } from '../wire.ts'
import { type Driver, drive } from './driver.ts'
import type { Subject, SubjectKind } from './subject.ts'

const key = Buffer.alloc(32, 7)
const isProgress =
  (id: string) =>
  (one: FromBridge): one is FromBridge =>
    one.t === 'progress' && one.id === id

/** Handshake, loss, return and goodbye: a bridge of its own for every test. */
export function describeLifecycle(kind: SubjectKind): void {
  describe(`${kind.name}: lifecycle`, { timeout: 30_000 }, () => {
    let folder: string
    let subjects: Subject[] = []
    const start = async () => {
      const subject = await kind.start(key)
      subjects.push(subject)
      return subject
    }
    const slow = (bridge: Driver, steps: number) => {
      const dir = mkdtempSync(join(folder, 'call '))
      return { dir, id: bridge.request('test.slow', { dir, steps, stepMs: 10 }) }
    }

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'segue contract '))
    })
    afterEach(async () => {
      for (const subject of subjects) subject.stop()
      await Promise.all(subjects.map(({ ended }) => ended))
      subjects = []
      rmSync(folder, { recursive: true })
    })

    test('says who it is and what it can do', async () => {
      const bridge = await drive(await (await start()).accept(), { key })
      expect(bridge.peer.app.id).toBe('blender')
      expect(bridge.peer.capabilities.map(({ command }) => command)).toContain('test.slow')
    })

    test('does not serve a runner with the wrong key', async () => {
      const connection = await (await start()).accept()
      await expect(drive(connection, { key: Buffer.alloc(32, 8) })).rejects.toThrow('closed')
    })

    test('does not serve a runner that speaks another major version', async () => {
      const wire = openWire((await (await start()).accept()).channel, 'blender')
      const closed = new Promise((resolve) => {
        wire.onClose = resolve
      })
      const heard: string[] = []
      wire.listen((message) => {
        heard.push(message.t)
        if (message.t === 'hello') {
          const nonces = { bridge: message.nonce, runner: makeNonce() }
          wire.send({ t: 'challenge', nonce: nonces.runner, proof: makeProof(key, 'runner', nonces) })
        }
        if (message.t !== 'prove') return
        wire.send({
          t: 'welcome',
          protocol: '2.0',
          heartbeat_ms: 1000,
          runner: { version: '9' },
          resume: 'new',
        })
      })
      await closed
      expect(heard).toEqual(['hello', 'prove'])
    })

    test('says goodbye to its runner within two seconds, even from the middle of a call', async () => {
      const subject = await start()
      const bridge = await drive(await subject.accept(), { key })
      const { id, dir } = slow(bridge, 1000)
      await bridge.until(isProgress(id))
      const before = performance.now()
      bridge.wire.send({ t: 'bye', reason: 'test' })
      await subject.ended
      expect(performance.now() - before).toBeLessThan(2000)
      expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
    })

    test('runs beside another bridge of the same application', async () => {
      const both = await Promise.all([start(), start()])
      const bridges = await Promise.all(both.map(async (one) => drive(await one.accept(), { key })))
      const calls = bridges.map((bridge) => ({ bridge, ...slow(bridge, 5) }))
      for (const { bridge, id } of calls) expect(await bridge.outcome(id)).toEqual({ steps: 5 })
    })

    if (!kind.dialsAgain) {
      test('ends with its runner and leaves no unfinished file', async () => {
        const subject = await start()
        const bridge = await drive(await subject.accept(), { key })
        const { id, dir } = slow(bridge, 1000)
        await bridge.until(isProgress(id))
        bridge.stream.destroy()
        await subject.ended
        await expect.poll(() => readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
      })

      return
    }

    test('R28 goes on with its call when the runner comes back', async () => {
      const subject = await start()
      const first = await drive(await subject.accept(), { key })
      const { id } = slow(first, 200)
      await first.until(isProgress(id))
      first.stream.destroy()
      const second = await drive(await subject.accept(), { key })
      expect(second.peer.session).toBe(first.peer.session)
      expect(second.peer.inflight).toEqual([id])
      expect(await second.outcome(id)).toEqual({ steps: 200 })
      const facts = second.messages.filter((one) => one.t === 'progress' && one.data !== undefined)
      expect(new Set(facts.map((one) => JSON.stringify(one.t === 'progress' && one.data))).size).toBe(200)
    })

    test('R22 repeats a result instead of its effect after a lost connection', async () => {
      const subject = await start()
      const first = await drive(await subject.accept(), { key })
      const id = first.request('test.count', {}, { idempotency_key: 'k' })
      const value = await first.outcome(id)
      first.stream.destroy()
      const second = await drive(await subject.accept(), { key })
      expect(await second.outcome(second.request('test.count', {}, { idempotency_key: 'k' }))).toEqual(value)
    })

    test('R28 leaves a runner that went silent, and dials again', async () => {
      const subject = await start()
      const silent = await drive(await subject.accept(), { key, heartbeatMs: 50, answers: false })
      await silent.closed
      const again = await drive(await subject.accept(), { key })
      expect(await again.outcome(again.request('test.echo', { text: 'a' }))).toMatchObject({ length: 1 })
    })

    test('ends by itself when no runner comes back', async () => {
      const subject = await start()
      const bridge = await drive(await subject.accept(), { key })
      const { id, dir } = slow(bridge, 100_000)
      await bridge.until(isProgress(id))
      bridge.stream.destroy()
      for (const refuse of [subject.accept, subject.accept]) void refuse().then(({ raw }) => raw.destroy())
      await subject.ended
      expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([])
    })
  })
}
