import type { CommandHandler } from '@segue/bridge'
import { testContext } from '@segue/bridge/testing'
import { freeUdpPort } from '@segue/osc/testing'
import type { CommandSpec } from '@segue/protocol'
import {
  type SimulatedAbletonOsc,
  type SimulationOptions,
  startSimulatedAbletonOsc,
} from '@segue/simulators/abletonosc/server'
import type { z } from 'zod'
import { abletonOscBridge } from './bridge.ts'
import { type ClientTimes, type OscClient, openClient } from './client.ts'
import { type Live, openLive } from './live.ts'

/** A simulated Live with AbletonOSC and a client of it, and its commands as functions. */
export interface Bench {
  osc: SimulatedAbletonOsc
  client: OscClient
  live: Live
  call<A extends z.ZodType, R extends z.ZodType>(
    spec: CommandSpec<A, R>,
    args: z.input<A>,
    signal?: AbortSignal,
  ): Promise<z.output<R>>
  /** What commands said beside their answers. */
  warned: string[]
  /** What a topic tells from now on. */
  hear(topic: string): unknown[]
  close(): Promise<void>
}

/** Live is twenty times as quick as itself, so patience is as well. */
export const quick: ClientTimes = { answerMs: 60, pulseMs: 200, deadMs: 20_000 }
export const quickTicks = 5

export async function openBench(
  options: SimulationOptions = {},
  times: Partial<ClientTimes> = {},
): Promise<Bench> {
  const { replyPort = await freeUdpPort() } = options
  const osc = await startSimulatedAbletonOsc({ tickMs: quickTicks, ...options, replyPort })
  const client = await openClient({ port: osc.port, replyPort, times: { ...quick, ...times } })
  const live = openLive(client)
  const bridge = await abletonOscBridge(live)
  const stops: (() => void)[] = []
  const warned: string[] = []
  const handlerOf = (command: string): CommandHandler => {
    const handler = bridge.handlers.find(({ spec }) => spec.command === command)
    if (handler === undefined) throw new Error(`There is no ${command}.`)
    return handler
  }
  return {
    osc,
    client,
    live,
    warned,
    async call(spec, args, signal = new AbortController().signal) {
      const context = testContext({ signal, warn: (text) => void warned.push(text) })
      return spec.result.parse(await handlerOf(spec.command).run(spec.args.parse(args), context))
    },
    hear(topic) {
      const told: unknown[] = []
      const found = bridge.topics?.find((one) => one.topic === topic)
      if (found === undefined) throw new Error(`There is no ${topic}.`)
      stops.push(found.start((data) => void told.push(data)))
      return told
    },
    async close() {
      for (const stop of stops) stop()
      await client.close('The test is over.')
      await osc.close()
    },
  }
}
