import { z } from 'zod'

/** How OBS is reached. */
export const ObsSettings = z.strictObject({
  /**
   * Where obs-websocket listens, such as `ws://127.0.0.1:4455`; null turns OBS off. Another machine is reached only if
   * it stands here.
   */
  url: z
    .url({ protocol: /^wss?$/ })
    .nullable()
    .default(null),
  /** A file that holds the password and that only its owner may read. `SEGUE_OBS_PASSWORD` wins. */
  passwordFile: z.string().min(1).max(4000).nullable().default(null),
})
export type ObsSettings = z.infer<typeof ObsSettings>
