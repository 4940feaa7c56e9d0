import type { DevicesService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Phones and tablets in the local network. Every call fails with a `FailureError`. */
export type DevicesClient = DevicesService

/** The devices part of a client. */
export function devicesOf({ trpc }: Transport): DevicesClient {
  return {
    door: () => ask(trpc.devices.door.query()),
    list: () => ask(trpc.devices.list.query()),
    invite: () => ask(trpc.devices.invite.mutate()),
    revoke: (input) => ask(trpc.devices.revoke.mutate(input)),
  }
}
