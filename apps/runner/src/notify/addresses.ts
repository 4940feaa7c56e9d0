import { BlockList, isIP } from 'node:net'

/**
 * Networks that no stranger's address may lead into: this machine, private and link-local networks (cloud metadata
 * included), carrier NAT, multicast and what is reserved (IANA special-purpose registries, RFC 6890).
 */
const own = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  own.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  own.addSubnet(net, prefix, 'ipv6')

/** Whether an IP address is of this machine, of its own network, or of nobody. IPv4 inside IPv6 counts as itself. */
export function isOwnAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  // BlockList reads IPv4-mapped IPv6 by the rules of IPv4.
  return own.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addSubnet('0.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addAddress('::', 'ipv6')

/** Whether an IP address is this machine. */
export const isThisMachine = (address: string): boolean =>
  loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
