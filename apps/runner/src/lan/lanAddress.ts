import { BlockList, isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { fail } from '@segue/protocol'

/** Addresses that no router carries into the internet: RFC 1918, RFC 3927 (link-local), RFC 6598 (shared, VPNs). */
const local = new BlockList()
local.addSubnet('10.0.0.0', 8)
local.addSubnet('172.16.0.0', 12)
local.addSubnet('192.168.0.0', 16)
local.addSubnet('169.254.0.0', 16)
local.addSubnet('100.64.0.0', 10)
local.addSubnet('127.0.0.0', 8)

/** What of this machine's interfaces matters here. */
export type Interfaces = Readonly<
  Record<string, readonly { address: string; internal: boolean }[] | undefined>
>

/**
 * The one address of this machine that the door on the local network listens on: the wanted one, else the first of a
 * local network. Fails with `lan.host_invalid` for an address that is not of this machine or can be reached from the
 * internet, and with `lan.no_network`.
 */
export function lanAddress(wanted: string | undefined, interfaces: Interfaces = networkInterfaces()): string {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? [])
  const usable = all.filter(({ address }) => isIPv4(address) && local.check(address))
  if (wanted !== undefined) {
    if (usable.some(({ address }) => address === wanted)) return wanted
    throw fail({
      code: 'lan.host_invalid',
      message: `“${wanted}” is no address of this machine in a local network.`,
      hint: `There are: ${usable.map(({ address }) => address).join(', ')}. Segue never listens on an address that the internet reaches.`,
      kind: 'input',
    })
  }
  const first = usable.find(({ internal }) => !internal)
  if (first) return first.address
  throw fail({
    code: 'lan.no_network',
    message: 'This machine is in no local network.',
    hint: 'Join the network that the phone is in, then start Segue again.',
    kind: 'environment',
  })
}
