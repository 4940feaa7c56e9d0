import type { LanDoor } from '@segue/api'
import type { Database } from '../store/database.ts'
import { type Devices, openDevices } from './devices.ts'
import { openPairing, type Pairing } from './pairing.ts'

/** Everything about phones that outlives one door. */
export interface Phones {
  readonly devices: Devices
  readonly pairing: Pairing
  /** The door on the local network while it is open. */
  door: LanDoor | null
}

/** Opens the phones of a store. No door is open. */
export const openPhones = (db: Database, now: () => number): Phones => ({
  devices: openDevices(db, now),
  pairing: openPairing(now),
  door: null,
})
