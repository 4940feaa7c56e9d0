import { z } from 'zod'

const port = z.int().min(1024).max(65_535)

/** `applications.live.abletonosc` in `config.json`: `true`, or other ports than AbletonOSC's own. */
export const AbletonOscSettings = z.union([
  z.boolean(),
  z.strictObject({
    /** Where AbletonOSC listens. */
    port: port.default(11_000),
    /** Where AbletonOSC sends every answer. */
    replyPort: port.default(11_001),
  }),
])
export type AbletonOscSettings = z.infer<typeof AbletonOscSettings>
