import { queryOptions } from '@tanstack/react-query'
import { runner } from '../server/client.ts'

/** While the dialog is open, a phone that pairs shows after this long. */
const lookEveryMs = 1500

/** The door on the local network; null when there is none. */
export const lanDoorQuery = queryOptions({ queryKey: ['lanDoor'], queryFn: () => runner().devices.door() })

/** Paired phones, looked at again and again. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: () => runner().devices.list(),
  refetchInterval: lookEveryMs,
})
