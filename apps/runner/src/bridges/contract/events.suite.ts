import type { FromBridge } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Driver, drive } from './driver.ts'
import type { Subject, SubjectKind } from './subject.ts'

const key = Buffer.alloc(32, 7)
type Told = Extract<FromBridge, { t: 'event' }>

/** What a bridge tells by itself, what it announces, and how it refuses. */
export function describeEvents(kind: SubjectKind): void {
  describe(`${kind.name}: events`, { timeout: 30_000 }, () => {
    let subject: Subject
    let bridge: Driver
    beforeEach(async () => {
      subject = await kind.start(key)
      bridge = await drive(await subject.accept(), { key })
    })
    afterEach(async () => {
      subject.stop()
      await subject.ended
    })
    const told = (topic: string): Told[] =>
      bridge.messages.flatMap((one) => (one.t === 'event' && one.topic === topic ? [one] : []))
    const subscribe = (...topics: string[]) => bridge.wire.send({ t: 'subscribe', topics })
    const flood = (topic: string, count: number, keys: number) =>
      bridge.outcome(bridge.request('test.flood', { topic, count, keys }))

    test('announces its commands with their schemas, and its topics', () => {
      const echo = bridge.peer.capabilities.find(({ command }) => command === 'test.echo')
      expect(echo).toMatchObject({ effects: 'read', version: 1, input_schema: { required: ['text'] } })
      expect(bridge.peer.topics).toContainEqual({
        topic: 'test.steady',
        title: 'Tells something while somebody listens',
      })
    })

    test('starts a source when somebody listens', async () => {
      await bridge.outcome(bridge.request('test.count'))
      expect(told('test.steady')).toEqual([])
      subscribe('test.steady')
      expect(
        await bridge.until((one): one is Told => one.t === 'event' && one.topic === 'test.steady'),
      ).toMatchObject({ data: 'started', seq: 1 })
    })

    test('tells nothing that nobody asked for', async () => {
      subscribe('wanted')
      await flood('unwanted', 50, 0)
      await flood('wanted', 1, 0)
      await expect.poll(() => told('wanted')).toHaveLength(1)
      expect(told('unwanted')).toEqual([])
    })

    test('tells nothing more after the end of a subscription', async () => {
      subscribe('first', 'second')
      await flood('first', 1, 0)
      await expect.poll(() => told('first')).toHaveLength(1)
      bridge.wire.send({ t: 'unsubscribe', topics: ['first'] })
      await flood('first', 1, 0)
      await flood('second', 1, 0)
      await expect.poll(() => told('second')).toHaveLength(1)
      expect(told('first')).toHaveLength(1)
    })

    test('tells few events one by one, in order', async () => {
      subscribe('few')
      await flood('few', 100, 0)
      await expect.poll(() => told('few')).toHaveLength(100)
      expect(told('few').map(({ seq, data }) => [seq, data])).toEqual(
        Array.from({ length: 100 }, (_, n) => [n + 1, n]),
      )
    })

    test('outlives ten thousand events, and the newest of each key comes', async () => {
      subscribe('flood')
      expect(await flood('flood', 10_000, 8)).toEqual({ count: 10_000 })
      await expect.poll(() => told('flood').at(-1)?.seq).toBe(10_000)
      const newest = new Map(told('flood').map(({ key: of, data }) => [of, data]))
      expect([...newest.values()].sort()).toEqual([9992, 9993, 9994, 9995, 9996, 9997, 9998, 9999])
      const seqs = told('flood').map(({ seq }) => seq)
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    })

    test('answers while it tells', async () => {
      subscribe('flood')
      const flooding = bridge.request('test.flood', { topic: 'flood', count: 10_000, keys: 0 })
      expect(await bridge.outcome(bridge.request('test.echo', { text: 'a' }))).toMatchObject({ length: 1 })
      expect(await bridge.outcome(flooding)).toEqual({ count: 10_000 })
      await expect.poll(() => told('flood').at(-1)?.seq).toBe(10_000)
    })

    test('refuses with the code that says what a person can do', async () => {
      for (const [command, code] of [
        ['test.stale', 'stale_handle'],
        ['test.unkept', 'verify_failed'],
        ['test.dialog', 'app_busy'],
      ] as const)
        expect(await bridge.outcome(bridge.request(command))).toBe(code)
    })

    test('a rehearsal says what would be done, and does nothing', async () => {
      const before = Object(await bridge.outcome(bridge.request('test.count'))).count
      const rehearsed = await bridge.result(bridge.request('test.count', {}, { dry_run: true }))
      expect(rehearsed).toMatchObject({ ok: true })
      expect(rehearsed.warnings.length).toBeGreaterThan(0)
      expect(await bridge.outcome(bridge.request('test.count'))).toEqual({ count: before + 1 })
      const wrong = bridge.request('test.echo', { text: 5 }, { dry_run: true })
      expect(await bridge.outcome(wrong)).toBe('invalid_args')
    })

    if (!kind.probes) return

    test('what this edition cannot do is not announced, and refused', async () => {
      const known = bridge.peer.capabilities.map(({ command }) => command)
      expect(known).not.toContain('test.missing')
      expect(await bridge.outcome(bridge.request('test.missing'))).toBe('not_available')
    })
  })
}
