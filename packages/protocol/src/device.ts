import { z } from 'zod'

export const DeviceId = z.string().regex(/^dev_[A-Za-z0-9_-]{1,32}$/)
export type DeviceId = z.infer<typeof DeviceId>

/** A phone or tablet that may fill in forms, answer and look on over the local network. Times are epoch milliseconds. */
export const Device = z.object({
  id: DeviceId,
  name: z.string().max(80),
  pairedAt: z.number(),
  /** To the minute. */
  seenAt: z.number(),
})
export type Device = z.infer<typeof Device>
