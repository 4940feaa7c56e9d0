import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import type { Bridge } from '@segue/bridge'
import type { Adapter, AdapterTools, Served } from '@segue/bridge/adapter'
import { failureOf } from '@segue/protocol'
import { abletonOscBridge } from './bridge.ts'
import { type ClientTimes, clientTimes, type OscClient, openClient } from './client.ts'
import { type Live, openLive } from './live.ts'
import type { AbletonOscSettings } from './settings.ts'

/** Milliseconds. */
export interface AdapterTimes extends ClientTimes {
  /** Until the first and the longest next try. */
  first: number
  longest: number
  /** Between two looks at what a person changed in the set. */
  lookMs: number
  /** Until what does not answer at first counts as not there. */
  helloMs: number
  /** Silence after which people are told that Live is busy. */
  busyMs: number
}
const times: AdapterTimes = {
  ...clientTimes,
  first: 500,
  longest: 30_000,
  lookMs: 2000,
  helloMs: 6000,
  busyMs: 6000,
}

export interface AbletonOscOptions {
  bridgeOf?: (live: Live, signal: AbortSignal) => Promise<Bridge>
  times?: AdapterTimes
}

/** Looks for AbletonOSC, serves it while it is there and Live’s own bridge is not, and looks again. */
export function abletonOscAdapter(
  settings: AbletonOscSettings,
  { bridgeOf = abletonOscBridge, times: patience = times }: AbletonOscOptions = {},
): Adapter {
  return {
    app: 'live',
    async run(tools) {
      const { signal, log, explain, isTaken } = tools
      let wait = patience.first
      let said = ''
      /** Only what is new: everybody who watches hears of it. */
      const say = (detail: string) => {
        if (detail === said) return
        said = detail
        if (detail !== '') log(detail)
        explain(detail)
      }
      const visiting = { ...tools, explain: say }
      while (!signal.aborted) {
        const { served, detail } = isTaken()
          ? { served: true, detail: '' }
          : await visit(settings, visiting, { bridgeOf, times: patience })
        if (signal.aborted) return
        say(detail)
        wait = served ? patience.first : Math.min(wait * 2, patience.longest)
        // Half of it by chance, so that nothing that lost Live at once comes back at once.
        await delay(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
      }
    },
  }
}

/** Opens the reply port, asks whether AbletonOSC is there, and serves until one side ends it. */
async function visit(
  { port, replyPort }: AbletonOscSettings,
  { serve, signal, explain }: AdapterTools,
  { bridgeOf, times }: Required<AbletonOscOptions>,
): Promise<{ served: boolean; detail: string }> {
  const client = await openClient({ port, replyPort, times }).catch((error: Error) =>
    whyClosed(replyPort, error),
  )
  if (typeof client === 'string') return { served: false, detail: client }
  const stop = () => void client.close('The runner is closing.')
  // Not every system says that nothing listens on a port.
  const timer = setTimeout(() => void client.close('AbletonOSC does not answer.'), times.helloMs)
  signal.addEventListener('abort', stop)
  const live = openLive(client)
  const bridge = await bridgeOf(live, signal).catch(failureOf)
  clearTimeout(timer)
  const served =
    'code' in bridge ? null : await serveUntil(client, () => serve(bridge), lookAround(live, explain, times))
  signal.removeEventListener('abort', stop)
  await client.close('code' in bridge ? bridge.message : 'The runner let go of it.')
  return { served: served === 'gone', detail: served === 'let go' ? '' : await client.closed }
}

/** Serves until AbletonOSC is `gone`, or the runner has `let go` of it. */
async function serveUntil(
  client: OscClient,
  serve: () => Served,
  endLooking: () => void,
): Promise<'gone' | 'let go'> {
  const served = serve()
  const how = await Promise.race([
    served.ended.then(() => 'let go' as const),
    client.closed.then(() => 'gone' as const),
  ])
  // Calls under way have failed by now; a turn of the loop lets the runner hear of each before the line goes.
  await turn()
  served.end()
  endLooking()
  await served.ended
  return how
}

/** Looks again and again what a person changed, and says when Live does not answer. Returns the way to stop. */
function lookAround(
  { client, ears, places }: Live,
  explain: (detail: string) => void,
  times: AdapterTimes,
): () => void {
  explain('')
  let looks = 0
  let isBusy = false
  const timer = setInterval(() => {
    const isSilent = client.silence() > times.busyMs
    if (isSilent !== isBusy)
      explain(isSilent ? 'Live does not answer just now: it is busy, or shows a dialog.' : '')
    isBusy = isSilent
    if (isSilent) return
    // Listeners end without a word, with a set or by another client: asking for them again does no harm.
    if (++looks % 5 === 0) ears.again()
    places.refresh().catch(() => {})
  }, times.lookMs)
  return () => clearInterval(timer)
}

function whyClosed(port: number, error: Error): string {
  if ('code' in error && error.code === 'EADDRINUSE')
    return `Another program on this computer has port ${port}, where AbletonOSC answers. Close it: only one can.`
  return `Port ${port}, where AbletonOSC answers, cannot be opened: ${error.message}`
}
