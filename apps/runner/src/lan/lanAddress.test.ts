import { expect, test } from 'vitest'
import { type Interfaces, lanAddress } from './lanAddress.ts'

const interfaces: Interfaces = {
  lo: [{ address: '127.0.0.1', internal: true }],
  eth0: [
    { address: 'fe80::1', internal: false },
    { address: '203.0.113.9', internal: false },
  ],
  wlan0: [{ address: '192.168.1.5', internal: false }],
  vpn0: [{ address: '100.70.1.2', internal: false }],
}

test('the first address of a local network is taken, else the one that is named', () => {
  expect(lanAddress(undefined, interfaces)).toBe('192.168.1.5')
  expect(lanAddress('100.70.1.2', interfaces)).toBe('100.70.1.2')
  expect(lanAddress('127.0.0.1', interfaces)).toBe('127.0.0.1')
})

test.each(['0.0.0.0', '203.0.113.9', '192.168.1.99', '::', 'studio.local', ''])(
  'Segue does not listen on “%s”',
  (host) => {
    expect(() => lanAddress(host, interfaces)).toThrow('no address of this machine in a local network')
  },
)

test('without a local network there is nothing to listen on', () => {
  expect(() => lanAddress(undefined, { lo: interfaces.lo })).toThrow('in no local network')
})
