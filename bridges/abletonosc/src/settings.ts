import { z } from 'zod'

const port = z.int().min(1024).max(65_535)

/** `applications.abletonOsc` in `config.json`. Nothing listens and nothing is sent until it is turned on. */
export const AbletonOscSettings = z.strictObject({
  enabled: z.boolean().default(false),
  /** Where AbletonOSC listens, on this machine: OSC_LISTEN_PORT in its `constants.py`. */
  port: port.default(11_000),
  /** Where AbletonOSC sends all answers: OSC_RESPONSE_PORT in its `constants.py`. Bound on 127.0.0.1 only. */
  replyPort: port.default(11_001),
})
export type AbletonOscSettings = z.infer<typeof AbletonOscSettings>
