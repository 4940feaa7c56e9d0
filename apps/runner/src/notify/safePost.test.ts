import type { lookup } from 'node:dns'
import { expect, onTestFinished, test } from 'vitest'
import { isOwnAddress } from './addresses.ts'
import { safePost } from './safePost.ts'
import { openHookListener } from './testing/hookListener.ts'

const failsAs = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })
const post = async (url: string, more: Partial<Parameters<typeof safePost>[0]> = {}) =>
  safePost({ url, headers: {}, body: '{}', isOwnNetwork: false, ownPorts: new Set(), ...more })
/** A name server that says what it is told. */
const names = (...addresses: string[]) =>
  ((_name: string, _how: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as typeof lookup // the only form that is called

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['100.64.0.1', true],
  ['169.254.169.254', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:a00:1', true],
  ['64:ff9b::7f00:1', true],
  ['fe80::1', true],
  ['fd12::1', true],
  ['what?', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['2606:4700::1111', false],
])('S13 %s is of this machine or its network: %s', (address, is) => {
  expect(isOwnAddress(address)).toBe(is)
})

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://169.254.169.254/latest',
  'http://localhost/',
  'http://me:secret@example.com/',
])('S13 %s is not called', async (url) => {
  await expect(post(url)).rejects.toEqual(failsAs('notify.webhook_refused'))
})

test('S13 a name is called only where every address behind it is a stranger', async () => {
  const hook = await openHookListener()
  onTestFinished(hook.close)
  const url = hook.url.replace('127.0.0.1', 'rebound.test')
  await expect(post(url, { lookup: names('8.8.8.8', '127.0.0.1') })).rejects.toEqual(
    failsAs('notify.webhook_refused'),
  )
  expect(hook.taken).toEqual([])
  expect(await post(url, { lookup: names('127.0.0.1'), isOwnNetwork: true })).toBe(200)
})

test('Segue never calls itself, whoever says so', async () => {
  const hook = await openHookListener()
  onTestFinished(hook.close)
  const ownPorts = new Set([Number(new URL(hook.url).port)])
  await expect(post(hook.url, { isOwnNetwork: true, ownPorts })).rejects.toEqual(
    failsAs('notify.webhook_refused'),
  )
  expect(hook.taken).toEqual([])
})

test('nobody is sent on, and what cannot be reached says so', async () => {
  const hook = await openHookListener()
  hook.status = 302
  expect(await post(hook.url, { isOwnNetwork: true })).toBe(302)
  expect(hook.taken).toHaveLength(1)
  await hook.close()
  await expect(post(hook.url, { isOwnNetwork: true })).rejects.toEqual(failsAs('notify.webhook_unreached'))
})
