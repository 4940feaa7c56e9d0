import { BlockList, isIP } from 'node:net'
import { fail } from '@segue/protocol'

/**
 * Reads who may send: addresses such as `192.168.1.20`, or `192.168.1.0/24`; nobody named means everybody. Fails with
 * `osc.sender`.
 */
export function readSenders(from: readonly string[]): (address: string) => boolean {
  if (from.length === 0) return () => true
  const friends = new BlockList()
  for (const one of from) {
    const [address = '', prefix] = one.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    try {
      if (prefix === undefined) friends.addAddress(address, family)
      else friends.addSubnet(address, Number(prefix), family)
    } catch {
      throw fail({
        code: 'osc.sender',
        message: `“${one}” is no address of a computer.`,
        hint: 'Write it as 192.168.1.20, or 192.168.1.0/24 for all that begin so.',
        kind: 'input',
      })
    }
  }
  return (address) => {
    // How a port for both kinds of addresses shows the older kind.
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    return friends.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  }
}
