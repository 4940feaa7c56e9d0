import { z } from 'zod'
import type { ObsClient } from './client.ts'
import { gone, notKept } from './failure.ts'

/** What OBS calls the steps of a recording, a stream or the camera. */
const prefix = 'OBS_WEBSOCKET_OUTPUT_'

export const OutputState = z.object({
  outputActive: z.boolean(),
  outputState: z
    .string()
    .transform((text) => (text.startsWith(prefix) ? text.slice(prefix.length).toLowerCase() : text)),
  outputPath: z.string().nullish(),
})
export type OutputState = z.infer<typeof OutputState>

export interface Awaited {
  event: 'RecordStateChanged' | 'StreamStateChanged' | 'VirtualcamStateChanged'
  /** The step that is waited for. */
  step: 'started' | 'stopped' | 'paused' | 'resumed'
  signal: AbortSignal
}

/**
 * Asks OBS for a change and waits until it says that the change is done: its answer comes before the file is complete
 * or the service has let it in. Fails with `bridge.verify_failed` when it stops instead.
 */
export async function changeOutput(
  client: ObsClient,
  request: string,
  { event, step, signal }: Awaited,
): Promise<OutputState> {
  const done = Promise.withResolvers<OutputState>()
  done.promise.catch(() => {})
  const stopListening = client.listen((told, data) => {
    const state = OutputState.safeParse(data)
    if (told !== event || !state.success) return
    if (state.data.outputState === step) done.resolve(state.data)
    else if (state.data.outputState === 'stopped')
      done.reject(notKept('OBS stopped by itself. The log of OBS says why.'))
  })
  const abort = () => done.reject(signal.reason)
  signal.addEventListener('abort', abort)
  void client.closed.then(() => done.reject(gone()))
  try {
    await client.request(request, {}, z.object({}), signal)
    return await done.promise
  } finally {
    stopListening()
    signal.removeEventListener('abort', abort)
  }
}
