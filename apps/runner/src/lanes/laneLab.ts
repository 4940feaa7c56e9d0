import { setImmediate as turn } from 'node:timers/promises'
import type { Compiled } from '@segue/engine'
import { testTypes } from '@segue/engine/testing/types'
import type { AnyNodeType } from '@segue/nodes'
import { fail, LaneId } from '@segue/protocol'
import { pino } from 'pino'
import { type Cache, openCache } from '../cache/cache.ts'
import { createFeed } from '../host/feed.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import { createSqliteHost } from '../host/sqliteHost.ts'
import { createTestClock } from '../host/testClock.ts'
import { planNode } from '../host/values.ts'
import { tempStore } from '../services/testing/tempStore.ts'
import type { Attempt, Computing, Done, Hooks, Lane } from './attempt.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import type { Traces } from './traces.ts'

/** A job that a lane has, in the hands of a test. */
export interface Going {
  attempt: Attempt
  signal: AbortSignal
  end: PromiseWithResolvers<Done>
}

/** A host and its dispatcher over lanes that do what the test says. */
export interface LaneLab {
  readonly host: SqliteHost
  readonly dispatcher: Dispatcher
  readonly cache: Cache
  /** What the lanes have, by `run/node:attempt`. */
  readonly going: ReadonlyMap<string, Going>
  /** Everything that a lane ever got, in order. */
  readonly got: readonly string[]
  readonly diskFull: readonly LaneId[]
  /** What lanes know without waiting; nothing at first. */
  compute: Computing['compute']
  /** What each attempt has left in applications, by the same names. */
  readonly traces: ReadonlyMap<string, Traces>
  start(runId: string, compiled: Compiled): Promise<void>
  /** Works until nothing goes on besides the lanes. */
  settle(): Promise<void>
  wait(ms: number): Promise<void>
  /** A lane is done. */
  finish(name: string, out?: number): Promise<void>
  fail(name: string, error: unknown): Promise<void>
}

// Types of the engine's tests have all that the cache asks of a node type.
const types = testTypes as unknown as ReadonlyMap<string, AnyNodeType>
const noHooks = {} as Hooks // the lanes of these tests ask for nothing

/** Opens it; `sizes` are 4 where they are left out. */
export function openLaneLab(sizes: Partial<Record<LaneId, number>> = {}): LaneLab {
  const db = tempStore()
  const time = createTestClock()
  const going = new Map<string, Going>()
  const got: string[] = []
  const diskFull: LaneId[] = []
  const left = new Map<string, Traces>()
  const lane: Lane = {
    async run(attempt, _, signal) {
      const name = `${attempt.runId}/${attempt.nodeId}:${attempt.attempt}`
      const end = Promise.withResolvers<Done>()
      going.set(name, { attempt, signal, end })
      got.push(name)
      return end.promise.finally(() => going.delete(name))
    },
    computing: { can: () => true, compute: (attempt) => lab.compute(attempt) },
    close: async () => {},
  }
  const missing = () =>
    fail({ code: 'artifact.missing', message: 'No files here.', hint: '-', kind: 'input' })
  const artifacts = {
    ...{ has: () => false, lacks: (ids: readonly string[]) => ids.length, origin: () => null },
    path: () => Promise.reject(missing()),
    putFile: () => Promise.reject(missing()),
    putBytes: () => Promise.reject(missing()),
  }
  const cache = openCache({ db, artifacts, types, now: time.clock.now })
  const log = pino({ level: 'silent' })
  let dispatcher: Dispatcher | undefined
  const host = createSqliteHost({
    ...{ db, log, feed: createFeed('test'), clock: time.clock },
    ready: () => dispatcher?.ready() ?? [],
    compute: (job) => dispatcher?.compute(job) ?? null,
    onCommit(turns) {
      for (const one of turns.stop) dispatcher?.stop(one)
      dispatcher?.go(turns)
    },
  })
  dispatcher = createDispatcher({
    ...{ host, cache, log, now: time.clock.now },
    lanes: Object.fromEntries(LaneId.options.map((id) => [id, { lane, size: sizes[id] ?? 4 }])) as Parameters<
      typeof createDispatcher
    >[0]['lanes'],
    stepOf({ runId, nodeId }) {
      const node = planNode(host.runs.compiled(runId).plan.nodes, nodeId)
      if (!node) throw new Error(`${runId} has no node ${nodeId}`)
      return { node, inputs: host.runs.inputs(runId, node), provider: null }
    },
    prepare: (_, { node, inputs }) => ({
      ...{ type: node.type, version: node.version, params: node.params, inputs, ports: node.ports },
      ...{ feeders: node.feeders, workDir: '/nowhere', outFolder: '/nowhere', unattended: false, marks: [] },
    }),
    hooks({ runId, nodeId, attempt }, { traces }) {
      if (traces) left.set(`${runId}/${nodeId}:${attempt}`, traces)
      return noHooks
    },
    onDiskFull: (id) => diskFull.push(id),
  })
  host.recover()
  const settle = async () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      await turn()
      for (let work = time.next(); work; work = time.next()) {
        work()
        quiet = 0
      }
    }
  }
  const endOf = (name: string) => {
    const found = going.get(name)
    if (!found) throw new Error(`no lane has ${name}`)
    return found.end
  }
  const lab: LaneLab = {
    compute: () => null,
    ...{ host, dispatcher, cache, going, got, diskFull, settle, traces: left },
    async start(runId, compiled) {
      void host.start({
        ...{ runId, compiled, recipeId: 'rcp_test', recipeName: 'Test', seed: 's', inputs: {} },
        ...{ providers: {}, outFolder: '/nowhere', createdAt: time.clock.now() },
      })
      await settle()
    },
    async wait(ms) {
      time.pass(ms)
      await settle()
    },
    async finish(name, out = 1) {
      endOf(name).resolve({ outputs: { out } })
      await settle()
    },
    async fail(name, error) {
      endOf(name).reject(error)
      await settle()
    },
  }
  return lab
}
