import type { Frame } from '@segue/bridge/frames'
import { bridgeLimits, type FromBridge } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { Channel, ChannelListener } from './channels/channel.ts'
import { openWire, type Wire } from './wire.ts'

const envelope = { id: '1', ts: 0, from: 'td', to: 'runner' }
const pong = { t: 'pong', ...envelope }

let sent: Record<string, unknown>[]
let how: string[]
let listener: ChannelListener
let channel: Channel
let wire: Wire
let heard: FromBridge[]
let reasons: string[]
beforeEach(() => {
  sent = []
  how = []
  heard = []
  reasons = []
  channel = {
    limit: 0,
    listen(given) {
      listener = given
    },
    send: (text) => sent.push(JSON.parse(text)),
    end: () => how.push('end'),
    destroy: () => how.push('destroy'),
  }
  wire = openWire(channel, 'td')
  wire.onClose = (reason) => reasons.push(reason)
  wire.listen((message) => heard.push(message))
})
const come = (message: object) => listener.frame({ is: 'text', text: JSON.stringify(message) })

test('a stranger may say four kibibytes, one that spoke a whole frame', () => {
  expect(channel.limit).toBe(bridgeLimits.maxHelloBytes)
  come(pong)
  expect(channel.limit).toBe(bridgeLimits.maxFrameBytes)
})

test('fills in when, from whom and to whom', () => {
  wire.send({ t: 'ping' })
  wire.send({ t: 'pong', id: 'theirs' })
  expect(sent).toMatchObject([
    { t: 'ping', from: 'runner', to: 'td', id: expect.any(String), ts: expect.any(Number) },
    { t: 'pong', id: 'theirs' },
  ])
})

test('messages wait while nobody listens, and come in their order', () => {
  wire.listen(null)
  come({ ...pong, id: 'a' })
  come({ ...pong, id: 'b' })
  expect(heard).toEqual([])
  wire.listen((message) => heard.push(message))
  come({ ...pong, id: 'c' })
  expect(heard.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('whoever stops listening in the middle leaves the rest to the next', () => {
  wire.listen(null)
  for (const id of ['a', 'b']) come({ ...pong, id })
  const first: string[] = []
  wire.listen(({ id }) => {
    first.push(id)
    wire.listen(null)
  })
  expect(first).toEqual(['a'])
  wire.listen(({ id }) => first.push(id))
  expect(first).toEqual(['a', 'b'])
})

test('R23 what is no message of the protocol ends the connection, once', () => {
  const spoiled: Frame[] = [
    { is: 'text', text: '{' },
    { is: 'text', text: '[]' },
    { is: 'text', text: JSON.stringify({ ...pong, t: 'nonsense' }) },
    { is: 'text', text: JSON.stringify({ ...pong, id: 'x'.repeat(81) }) },
    { is: 'tooLarge', head: '' },
    { is: 'notUtf8' },
  ]
  for (const frame of spoiled) {
    const own: string[] = []
    const next = openWire(channel, 'td')
    next.onClose = (reason) => own.push(reason)
    listener.frame(frame)
    listener.frame(frame)
    listener.closed('The connection closed.')
    expect(own).toHaveLength(1)
  }
  expect(how).toEqual(spoiled.map(() => 'destroy'))
})

test('nothing goes out and nothing comes in after the end', () => {
  wire.close('enough')
  wire.send({ t: 'ping' })
  wire.sendText('{}')
  come(pong)
  wire.close('again')
  expect([sent, heard, reasons, how]).toEqual([[], [], ['enough'], ['destroy']])
})

test('a refusal and a goodbye are said before the end', () => {
  wire.reject('app_busy', 'Another one is here.')
  expect(sent).toMatchObject([{ t: 'reject', code: 'app_busy', message: 'Another one is here.' }])
  expect([how, reasons]).toEqual([['end'], ['Another one is here.']])
  const leaving = openWire(channel, 'td')
  leaving.leave('bye')
  expect(sent[1]).toMatchObject({ t: 'bye', reason: 'bye' })
  expect(how).toEqual(['end', 'end'])
})
