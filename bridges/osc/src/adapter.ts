import { setTimeout as delay } from 'node:timers/promises'
import type { Adapter } from '@segue/bridge/adapter'
import { openEar } from './ear.ts'
import { oscBridge } from './oscBridge.ts'
import type { OscSettings } from './settings.ts'

/** How long OSC stays away after the runner let go of it. */
const againMs = 1000

/** OSC in and out. Sending is always there; only the ports of the settings listen. */
export const oscAdapter = (settings: OscSettings): Adapter => ({
  app: 'osc',
  async run({ serve, signal, log }) {
    const ears = settings.listen.map((one) => openEar(one, log))
    await Promise.all(ears.map(({ ready }) => ready))
    while (!signal.aborted) {
      const served = serve(oscBridge(ears))
      signal.addEventListener('abort', served.end)
      if (signal.aborted) served.end()
      await served.ended
      signal.removeEventListener('abort', served.end)
      await delay(againMs, undefined, { signal }).catch(() => {})
    }
    await Promise.all(ears.map((ear) => ear.close()))
  },
})
