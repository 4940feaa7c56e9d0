import type { DevicesService } from '@segue/api'
import { fail } from '@segue/protocol'
import { encode } from 'uqr'
import type { Phones } from '../lan/phones.ts'

/** Light modules around a QR code, which readers need (ISO/IEC 18004). */
const quietZone = 4

/** Phones of the local network: letting them in, listing them, shutting them out. */
export function createDeviceService(phones: Phones): DevicesService {
  return {
    door: async () => phones.door,
    list: async () => phones.devices.list(),
    async invite() {
      const { door, pairing } = phones
      if (!door)
        throw fail({
          code: 'lan.off',
          message: 'Segue answers on this machine only, so no phone can reach it.',
          hint: 'Stop it and start it again with `segue start --lan`.',
          kind: 'environment',
        })
      const { code, expiresAt } = pairing.newCode()
      // Behind the hash: it never reaches a log or another machine.
      const url = `${door.origin}/phone#pair=${code}`
      const { data } = encode(url, { ecc: 'M', border: quietZone })
      const rows = data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
      return { url, expiresAt, rows, fingerprint: door.fingerprint }
    },
    revoke: async ({ id }) => phones.devices.revoke(id),
  }
}
