import { encodeOsc, type OscValue, openUdp } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { toTimeTag } from '@segue/osc/timeTag'
import { sendDatagram } from '@segue/osc/udp'
import type { OscHeard } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../host/clock.ts'
import { openOsc } from './osc.ts'
import { createOscEars, type OscEars } from './oscEars.ts'
import { openSource } from './testing/openSource.ts'

const hub = { subscribe: () => () => {} }
const opener = (ears = createOscEars({ hub, open: [], log() {}, retryMs: 20 })) =>
  openOsc({ ears, clock: systemClock })
const patient = { timeout: 30_000 }
const fine = { failure: null, note: null }

/** A trigger that listens on a real port, and a way to send to it. */
async function openAt(settings: object, { open = opener(), port = 0 } = {}) {
  const at = port || (await freeUdpPort())
  const source = openSource(open, { kind: 'osc', address: '/cue/*', port: at, ...settings })
  await expect.poll(() => source.condition, patient).toEqual(fine)
  return {
    source,
    port: at,
    send: (address: string, ...values: OscValue[]) =>
      sendDatagram(encodeOsc({ address, values }), '127.0.0.1', at),
  }
}

describe('an OSC trigger', () => {
  test('S21 hears what fits its pattern, with values of every type as they are, and shows what does not', async () => {
    const { source, send } = await openAt({})
    await send('/other')
    await send(
      '/cue/go',
      { type: 'int', value: 3 },
      { type: 'float', value: 0.5 },
      { type: 'string', value: '{{ 6 * 7 }}' },
      { type: 'boolean', value: true },
      { type: 'blob', value: new Uint8Array([1, 2]) },
    )
    await expect.poll(() => source.heard.length, patient).toBe(1)
    expect(source.heard[0]).toMatchObject({
      words: '/cue/go 3 0.5 {{ 6 * 7 }} true AQI=',
      data: { address: '/cue/go', args: [3, 0.5, '{{ 6 * 7 }}', true, 'AQI='], from: '127.0.0.1' },
    })
    expect(source.passed).toMatchObject([
      { data: { address: '/other' }, reason: 'its address is not /cue/*' },
    ])
  })

  test('takes a press and not the button that is let go, unless a person wants both', async () => {
    const one: OscValue = { type: 'float', value: 1 }
    const zero: OscValue = { type: 'float', value: 0 }
    const { source, send } = await openAt({})
    for (const value of [zero, one]) await send('/cue/go', value)
    await expect.poll(() => source.heard.length, patient).toBe(1)
    expect(source.passed).toMatchObject([{ reason: 'it is let go' }])
    const both = await openAt({ onlyPress: false })
    for (const value of [zero, one]) await both.send('/cue/go', value)
    await expect.poll(() => both.source.heard.length, patient).toBe(2)
  })

  test('takes nothing from who may not send', async () => {
    const { source, send } = await openAt({ allow: ['192.168.7.0/24'] })
    await send('/cue/go')
    await expect.poll(() => source.passed, patient).toMatchObject([{ reason: '127.0.0.1 may not send' }])
    expect(source.heard).toEqual([])
    const wrong = openSource(opener(), { kind: 'osc', address: '/cue', allow: ['my laptop'] })
    expect(wrong.condition?.failure).toMatchObject({ code: 'osc.sender', kind: 'input' })
  })

  test('fires a bundle at its moment, and at once when that is over', async () => {
    const { source, port } = await openAt({})
    const due = Date.now() + 300
    const go = (name: string) => ({ address: `/cue/${name}`, values: [] })
    const bundle = encodeOsc({
      at: toTimeTag(1),
      elements: [
        { at: toTimeTag(due / 1000), elements: [go('soon')] },
        { at: toTimeTag(due / 1000 + 3600), elements: [go('late')] },
        go('over'),
      ],
    })
    await sendDatagram(bundle, '127.0.0.1', port)
    await expect.poll(() => source.heard.length, patient).toBe(2)
    const soon = source.heard.find(({ words }) => words === '/cue/soon')
    expect(source.heard.map(({ words }) => words).sort()).toEqual(['/cue/over', '/cue/soon'])
    expect(soon?.at).toBeGreaterThanOrEqual(due - 1)
    expect(source.passed).toMatchObject([{ reason: 'it is for more than a minute later' }])
  })

  test('counts what is not OSC, and goes on', async () => {
    const { source, port, send } = await openAt({})
    await sendDatagram(Buffer.from('GET / HTTP/1.1'), '127.0.0.1', port)
    await send('/cue/go')
    await expect.poll(() => source.heard.length, patient).toBe(1)
    await expect
      .poll(() => source.condition, patient)
      .toEqual({ failure: null, note: '1 packet that is not OSC came to this port.' })
  })

  test('stays quick in a flood, and still hears where it ends', async () => {
    const listeners: ((message: OscHeard, dueMs: number | null) => void)[] = []
    const ears: OscEars = {
      take: () => ({
        listen: (listener) => {
          listeners.push(listener)
          return () => {}
        },
        onChange: () => () => {},
        malformed: () => 0,
        trouble: () => null,
        release: async () => {},
      }),
    }
    const source = openSource(opener(ears), { kind: 'osc', address: '/cue/*' })
    for (let value = 0; value <= 20_000; value++)
      for (const listener of listeners)
        listener({ address: '/cue/fader', types: ',i', values: [value], from: '127.0.0.1', at: 0 }, null)
    expect(source.heard).toHaveLength(50)
    await expect.poll(() => source.heard.at(-1)?.data.args, patient).toEqual([20_000])
  })
})

describe('a port of OSC triggers', () => {
  test('that another program has is named, and taken when it is free', async () => {
    const other = await openUdp({ host: '127.0.0.1', port: 0, receive() {}, onBroken() {} })
    const source = openSource(opener(), { kind: 'osc', address: '/cue', port: other.port })
    await expect
      .poll(() => source.condition?.failure, patient)
      .toMatchObject({
        code: 'osc.port_closed',
        message: expect.stringContaining(`OSC port ${other.port}`),
        kind: 'environment',
      })
    await other.close()
    await expect.poll(() => source.condition, patient).toEqual(fine)
  })

  test('is shared, also while one of them changes, and free when nobody listens any more', async () => {
    const open = opener()
    const one = await openAt({}, { open })
    const other = await openAt({ address: '/cue/b' }, { open, port: one.port })
    await one.send('/cue/b')
    await expect.poll(() => [one.source.heard.length, other.source.heard.length], patient).toEqual([1, 1])
    const closing = one.source.close()
    const again = await openAt({}, { open, port: one.port })
    await Promise.all([closing, other.source.close(), again.source.close()])
    const free = await openUdp({ host: '127.0.0.1', port: one.port, receive() {}, onBroken() {} })
    await free.close()
  })
})
