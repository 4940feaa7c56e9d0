import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type {
  AppState,
  DevicesService,
  NotifyService,
  PackagesService,
  PreflightService,
  QueueService,
  RecipesService,
  ReportService,
  RunsService,
  StorageService,
  TakesService,
  TriggersService,
} from '@segue/api'
import {
  type ApprovalsClient,
  type AppsClient,
  createClient,
  type PlannerClient,
  type SegueClient,
} from '@segue/client'
import { type ArtifactRef, fail, type RunChange, type RunView } from '@segue/protocol'
import { loadConfig } from '../config/config.ts'
import type { Home } from '../config/home.ts'
import { openLog } from '../log/logger.ts'
import { openRunner } from '../runner.ts'
import { readSecret } from '../server/secrets.ts'
import { plantStarters } from '../services/samples.ts'
import { lockHome, readOwner } from '../store/homeLock.ts'
import { writeWhole } from './writeWhole.ts'

/** What a command needs of a runner, whether it is this process or one that is already there. */
export interface Backend {
  /** Another process is the runner and goes on when this one ends. */
  live: boolean
  take(path: string, name: string): Promise<ArtifactRef>
  /** Writes a stored file to a path, whole or not at all. */
  give(ref: ArtifactRef, path: string): Promise<void>
  runs: Omit<RunsService, 'changes' | 'headChanges'>
  recipes: Omit<RecipesService, 'sample'>
  packages: PackagesService
  queue: Omit<QueueService, 'changes'>
  triggers: Omit<TriggersService, 'changes' | 'listen'>
  notify: Omit<NotifyService, 'messages' | 'changes'>
  preflight: PreflightService
  report: ReportService
  storage: StorageService
  takes: TakesService
  devices: DevicesService
  planner: PlannerClient
  approvals: ApprovalsClient
  apps: Pick<AppsClient, 'connection' | 'connect' | 'call'>
  /** Every application as this runner sees it now. */
  states(): Promise<AppState[]>
  /** Calls back with the whole run and then its changes until `signal` aborts. */
  follow(runId: string, onChange: (change: RunChange) => void, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** A client of the live runner of a home, or null when there is none. */
export async function liveRunner(home: Home): Promise<SegueClient | null> {
  const port = readOwner(home)?.port
  if (!port) return null
  const url = `http://127.0.0.1:${port}`
  const answer = await fetch(`${url}/health`).catch(() => null)
  return answer?.ok ? createClient({ url, token: readSecret(home.token).toString('hex') }) : null
}

/**
 * The live runner of a home when there is one; else this process becomes its owner until `close`. `idle`: it only
 * answers, and what is unfinished stays as it is. `starters`: the starter recipes are there also in a home that never
 * saw the editor.
 */
export async function openBackend(home: Home, options: BackendOptions = {}): Promise<Backend> {
  const client = await liveRunner(home)
  return client ? remote(client) : local(home, options)
}

/** Does something with a runner of this home and lets go of it. */
export async function withBackend<T>(
  home: Home,
  work: (backend: Backend) => Promise<T>,
  options: BackendOptions = {},
): Promise<T> {
  const backend = await openBackend(home, options)
  try {
    return await work(backend)
  } finally {
    await backend.close()
  }
}

interface BackendOptions {
  idle?: boolean
  starters?: boolean
}

async function local(home: Home, { idle = false, starters = false }: BackendOptions): Promise<Backend> {
  const lock = lockHome(home)
  try {
    const config = loadConfig(home)
    lock.announce(null)
    const runner = await openRunner(home, config, openLog(home, config), { resume: !idle, triggers: false })
    if (starters) await plantStarters(runner.db, runner.artifacts)
    const { runs, recipes, packages, queue, triggers, devices, planner, approvals, apps, system } =
      runner.services
    const { notify, preflight, report, storage, takes } = runner.services
    const by = 'command line'
    return {
      live: false,
      runs,
      recipes,
      packages,
      queue,
      triggers,
      ...{ notify, preflight, report, storage, takes },
      planner: {
        ...planner,
        async watch(id, { signal, onData }) {
          for await (const proposal of planner.changes(id, signal)) onData(proposal)
        },
      },
      devices,
      approvals: {
        ...approvals,
        approve: (input) => approvals.approve({ ...input, by }),
        trust: (input) => approvals.trust({ ...input, by }),
      },
      apps: {
        ...apps,
        call: ({ args = {}, ...call }, signal = new AbortController().signal) =>
          apps.call({ ...call, args }, signal),
      },
      states: system.apps,
      take: (path, name) => runner.artifacts.putFile(path, { name, origin: path }),
      give: async (ref, path) => writeWhole(path, createReadStream(await runner.artifacts.path(ref))),
      async follow(runId, onChange, signal) {
        for await (const { change } of runs.changes({ runId }, signal)) onChange(change)
      },
      async close() {
        await runner.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The live runner that a client reaches. */
export function remote(client: SegueClient): Backend {
  return {
    live: true,
    runs: client.runs,
    recipes: client.recipes,
    packages: client.packages,
    queue: client.queue,
    triggers: client.triggers,
    notify: client.notify,
    preflight: client.preflight,
    report: client.report,
    storage: client.storage,
    takes: client.takes,
    planner: client.planner,
    devices: client.devices,
    approvals: client.approvals,
    apps: client.apps,
    states: client.system.apps,
    take(path, name) {
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> // Node's own twin of the type
      return client.artifacts.upload(body, { name, origin: path })
    },
    async give(ref, path) {
      const { body, ok } = await fetch(await client.artifacts.url(ref, { download: true }))
      if (!ok || !body)
        throw fail({
          code: 'artifact.refused',
          message: `The runner does not give the file “${ref.name}”.`,
          hint: 'Try again; `segue doctor` says whether its files can be reached.',
          kind: 'environment',
        })
      await writeWhole(path, Readable.fromWeb(body as NodeStream)) // Node's own twin of the type
    },
    async follow(runId, onData, signal) {
      const patience = patienceWith(client, runId)
      try {
        await Promise.race([client.runs.changes(runId, { signal, onData }), patience.over])
      } finally {
        patience.end()
      }
    },
    close: client.close,
  }
}

/** How long a command waits for a runner that has gone to come back. */
const patienceMs = 30_000

/** `over` rejects with `runner.offline` when the runner has been away for too long. */
function patienceWith({ connection }: SegueClient, runId: string) {
  const over = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const giveUp = () =>
    over.reject(
      fail({
        code: 'runner.offline',
        message: 'The runner does not answer any more.',
        hint: `The run is stored and goes on with \`segue start\`; \`segue runs show ${runId}\` says how it stands.`,
        kind: 'environment',
      }),
    )
  const stop = connection.subscribe((state) => {
    clearTimeout(timer)
    if (state !== 'offline') return
    console.error('The runner does not answer; waiting for it to come back.')
    timer = setTimeout(giveUp, patienceMs)
  })
  return {
    over: over.promise,
    end() {
      stop()
      clearTimeout(timer)
    },
  }
}

/** A run as it stands now. */
export async function viewOf(backend: Pick<Backend, 'follow'>, runId: string): Promise<RunView> {
  const seen = new AbortController()
  const found = Promise.withResolvers<RunView>()
  const following = backend.follow(
    runId,
    (change) => {
      if (change.type !== 'init') return
      found.resolve(change.run)
      seen.abort()
    },
    seen.signal,
  )
  following.catch(found.reject)
  return found.promise
}
