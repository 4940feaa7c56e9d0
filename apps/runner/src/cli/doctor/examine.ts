import { setTimeout as sleep } from 'node:timers/promises'
import type { AppConnection, AppState } from '@segue/api'
import { type AppId, type Failure, failureOf } from '@segue/protocol'
import { z } from 'zod'
import { version } from '../../config/version.ts'
import type { Backend } from '../backend.ts'
import { type Ask, askThrough, type Probe } from './ask.ts'
import { blenderProbe } from './blender.ts'
import { liveProbe } from './live.ts'
import { midiProbe } from './midi.ts'
import { obsProbe } from './obs.ts'
import { tdProbe } from './td.ts'

/** OSC has nobody who answers. */
const probes: Readonly<Record<AppId, Probe | null>> = {
  live: liveProbe,
  td: tdProbe,
  blender: blenderProbe,
  obs: obsProbe,
  midi: midiProbe,
  osc: null,
}

/** What one look at an application found. */
export type Finding = { ok: true; said: string } | { ok: false; failure: Failure }

type Examined = Pick<Backend, 'live' | 'apps' | 'states'>

/** Everything about one application, to paste. */
export interface Examination {
  segue: string
  system: string
  /** Whether a runner that was there already was asked. */
  live: boolean
  state: AppState
  bridge: AppConnection['bridge']
  commands: number
  /** What it says about itself: version, build, engines. */
  about: Record<string, unknown> | null
  /** Round trips of quick commands, in milliseconds. */
  latency: AppConnection['latency']
  read: Finding | null
  write: Finding | null
}

const quickCalls = 40
const Facts = z.record(z.string(), z.unknown())
const notNow = 'left alone: now is no moment to change anything'

/** A stand-in has nothing open to look at. */
async function answers(ask: Ask, { quick }: Probe): Promise<string> {
  await ask(quick, {})
  return 'the stand-in answers'
}

/** How long a runner of our own may take until what it reaches by itself is there. */
const patienceMs = 3000

async function connected(backend: Examined, app: AppId): Promise<AppConnection> {
  const end = Date.now() + (backend.live ? 0 : patienceMs)
  for (;;)
    try {
      return await backend.apps.connect(app)
    } catch (error) {
      if (Date.now() >= end || failureOf(error).code !== 'bridge.not_available') throw error
      await sleep(100)
    }
}

/** Connects an application and tries it: quick commands, something to read, something to change and put back. */
export async function examine(backend: Examined, app: AppId): Promise<Examination> {
  const ask = askThrough(backend)
  const probe = probes[app]
  const { capabilities } = await connected(backend, app)
  const state = (await backend.states()).find((one) => one.app === app)
  if (!state) throw new Error(`a runner without ${app}`)
  const standIn = state.state === 'standIn'
  const read = probe && (await found(() => (standIn ? answers(ask, probe) : probe.read(ask))))
  let about: Examination['about'] = null
  if (probe && read?.ok) for (let i = 0; i < quickCalls; i++) about = Facts.parse(await ask(probe.quick, {}))
  const can = probe?.writes && capabilities.some(({ command }) => command === probe.writes?.command)
  const write = !can || standIn ? null : await found(async () => (await probe.write(ask)) ?? notNow)
  const { bridge, latency } = await backend.apps.connection(app)
  const commands = capabilities.length
  const system = `Node ${process.version}, ${process.platform} ${process.arch}`
  return { segue: version, system, live: backend.live, state, bridge, commands, about, latency, read, write }
}

async function found(look: () => Promise<string>): Promise<Finding> {
  try {
    return { ok: true, said: await look() }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}
