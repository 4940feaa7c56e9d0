import { decodeOsc, encodeOsc, messagesOf } from '@segue/osc'
import { freeUdpPort, openInbox } from '@segue/osc/testing'
import { sendDatagram } from '@segue/osc/udp'
import { failureOf, OscHeard, osc, oscTopic } from '@segue/protocol'
import { expect, test } from 'vitest'
import { Config } from '../config/config.ts'
import type { Runner } from '../runner.ts'
import { openTestRunner } from '../testing.ts'

const applications = (osc: object) => Config.parse({ applications: { blender: 'off', osc } }).applications
const connected = (runner: Runner) =>
  expect.poll(() => runner.hub.states().find(({ app }) => app === 'osc')?.state).toBe('idle')

test('a message goes from the hub to a program, and one of a program comes to the hub', async () => {
  const port = await freeUdpPort()
  const inbox = await openInbox()
  await using runner = await openTestRunner({ applications: applications({ listen: [{ port }] }) })
  const heard: unknown[] = []
  runner.hub.subscribe('osc', oscTopic(port), ({ data }) => heard.push(data))
  await connected(runner)
  const bridge = await runner.hub.use('osc')
  expect(bridge).toMatchObject({ provider: 'osc@1.1', standIn: false })

  const sent = await bridge.call(osc.sendMessage, { port: inbox.port, address: '/fader/1', values: [0.5] })
  expect(sent).toEqual({ types: ',f', bytes: 20 })
  expect(messagesOf(decodeOsc(await inbox.next()))).toEqual([
    { address: '/fader/1', values: [{ type: 'float', value: 0.5 }] },
  ])

  const waiting = bridge.call(osc.awaitMessage, { port, address: '/go/*' })
  const go = { address: '/go/now', values: [{ type: 'boolean' as const, value: true }] }
  const nudge = setInterval(() => void sendDatagram(encodeOsc(go), '127.0.0.1', port), 50)
  expect(await waiting).toMatchObject({ address: '/go/now', values: [true] })
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  expect(OscHeard.parse(heard[0]).address).toBe('/go/now')
  clearInterval(nudge)
  await inbox.close()
})

test('without settings it sends, and listens nowhere', async () => {
  await using runner = await openTestRunner({ applications: applications({}) })
  await connected(runner)
  const bridge = await runner.hub.use('osc')
  const failed = await bridge.call(osc.awaitMessage, { port: 9000, address: '/a' }).catch(failureOf)
  expect(failed).toMatchObject({ code: 'bridge.not_available', kind: 'environment' })
})

test('a cancel ends the wait', async () => {
  const port = await freeUdpPort()
  await using runner = await openTestRunner({ applications: applications({ listen: [{ port }] }) })
  await connected(runner)
  const bridge = await runner.hub.use('osc')
  const cancel = new AbortController()
  const waiting = bridge.call(osc.awaitMessage, { port, address: '/a' }, { signal: cancel.signal })
  cancel.abort()
  expect(await waiting.then(() => null, failureOf)).toMatchObject({ code: 'bridge.cancelled' })
})
