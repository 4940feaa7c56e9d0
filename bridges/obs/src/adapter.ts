import { once } from 'node:events'
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import type { Bridge } from '@segue/bridge'
import type { Adapter, AdapterTools } from '@segue/bridge/adapter'
import { failureOf } from '@segue/protocol'
import { z } from 'zod'
import { connectObs, type ObsClient } from './client.ts'
import type { Closing } from './closing.ts'
import { inputCommands } from './commands/input.ts'
import { outputCommands } from './commands/output.ts'
import { sceneCommands } from './commands/scene.ts'
import { screenshotCommands } from './commands/screenshot.ts'
import { studioCommands } from './commands/studio.ts'
import { readPassword } from './password.ts'
import type { ObsSettings } from './settings.ts'
import { obsTopics } from './topics.ts'

/** Every command and topic over a connection. */
export async function obsBridge(client: ObsClient): Promise<Bridge> {
  const { obsVersion } = await client.request('GetVersion', {}, z.object({ obsVersion: z.string() }))
  return {
    app: 'obs',
    name: 'OBS',
    version: obsVersion,
    standIn: false,
    handlers: [
      ...studioCommands(client),
      ...sceneCommands(client),
      ...inputCommands(client),
      ...outputCommands(client),
      ...screenshotCommands(client),
    ],
    topics: obsTopics(client),
  }
}

export interface ObsAdapterOptions {
  bridgeOf?: (client: ObsClient) => Promise<Bridge>
  /** Milliseconds until the first and the longest next try, and after a refusal that a person must mend. */
  waits?: { first: number; longest: number; later: number }
}

const patience = { first: 500, longest: 30_000, later: 30_000 }

/** Looks for OBS where the settings say, serves it while it is there, and looks again. */
export function obsAdapter(
  settings: ObsSettings & { url: string },
  { bridgeOf = obsBridge, waits = patience }: ObsAdapterOptions = {},
): Adapter {
  return {
    app: 'obs',
    async run(tools) {
      const { signal, log, explain } = tools
      let wait = waits.first
      let said = ''
      while (!signal.aborted) {
        const { served, detail, again } = await visit(settings, tools, bridgeOf)
        if (signal.aborted) return
        if (detail !== said && detail !== '') log(detail)
        said = detail
        explain(detail)
        if (again === 'never') return void (await once(signal, 'abort'))
        wait = served ? waits.first : Math.min(wait * 2, waits.longest)
        // Half of it by chance, so that nothing that lost OBS at once comes back at once.
        const next = again === 'later' ? waits.later : wait * (0.5 + Math.random() / 2)
        await delay(next, undefined, { signal }).catch(() => {})
      }
    },
  }
}

/** Connects once and serves until one side ends it. */
async function visit(
  { url, passwordFile }: ObsSettings & { url: string },
  { serve, signal, explain }: AdapterTools,
  bridgeOf: (client: ObsClient) => Promise<Bridge>,
): Promise<Closing & { served: boolean }> {
  let password: string
  try {
    password = readPassword({ passwordFile })
  } catch (error) {
    const { message, hint } = failureOf(error)
    return { served: false, detail: `${message} ${hint}`, again: 'later' }
  }
  const met = await connectObs({ url, password, signal })
  if ('closing' in met) return { served: false, ...met.closing }
  const { client } = met
  const bridge = await bridgeOf(client).catch(failureOf)
  if ('code' in bridge) {
    client.close()
    return { served: false, detail: bridge.message, again: (await client.closed).again }
  }
  explain('')
  const served = serve(bridge)
  const isLetGo = await Promise.race([served.ended.then(() => true), client.closed.then(() => false)])
  // Calls under way have failed by now; a turn of the loop lets the runner hear of each before the line goes.
  await turn()
  served.end()
  client.close()
  await served.ended
  const closing = await client.closed
  // The runner wants nothing of OBS for now, so it is asked less and less often.
  return isLetGo ? { served: false, detail: '', again: 'soon' } : { served: true, ...closing }
}
