import type { CommandHandler } from '@segue/bridge'
import { testContext } from '@segue/bridge/testing'
import type { CommandSpec } from '@segue/protocol'
import { type SimulatedObs, startSimulatedObs } from '@segue/simulators/obs/server'
import type { z } from 'zod'
import { obsBridge } from './adapter.ts'
import { connectObs, type ObsClient } from './client.ts'

/** A simulated OBS with a client in it, and its commands as functions. */
export interface ObsBench {
  obs: SimulatedObs
  client: ObsClient
  call<A extends z.ZodType, R extends z.ZodType>(
    spec: CommandSpec<A, R>,
    args: z.input<A>,
    signal?: AbortSignal,
  ): Promise<z.output<R>>
  /** What commands said beside their answers. */
  warned: string[]
  /** What a topic tells from now on, with its keys. */
  hear(topic: string): { data: unknown; key: string | undefined }[]
  close(): Promise<void>
}

export async function openBench(): Promise<ObsBench> {
  const obs = await startSimulatedObs({ password: 'secret' })
  const met = await connectObs({ url: obs.url, password: 'secret', signal: new AbortController().signal })
  if (!('client' in met)) throw new Error(met.closing.detail)
  const { client } = met
  const bridge = await obsBridge(client)
  const stops: (() => void)[] = []
  const warned: string[] = []
  const handlerOf = (command: string): CommandHandler => {
    const handler = bridge.handlers.find(({ spec }) => spec.command === command)
    if (handler === undefined) throw new Error(`There is no ${command}.`)
    return handler
  }
  return {
    obs,
    client,
    warned,
    async call(spec, args, signal = new AbortController().signal) {
      const context = testContext({ signal, warn: (text) => void warned.push(text) })
      return spec.result.parse(await handlerOf(spec.command).run(spec.args.parse(args), context))
    },
    hear(topic) {
      const told: { data: unknown; key: string | undefined }[] = []
      const stop = bridge.topics
        ?.find((one) => one.topic === topic)
        ?.start((data, key) => void told.push({ data, key }))
      stops.push(() => stop?.())
      return told
    },
    async close() {
      for (const stop of stops) stop()
      client.close()
      await obs.close()
    },
  }
}
