import type { Failure } from '@segue/protocol'
import { afterEach, beforeEach } from 'vitest'
import { compile } from '../compile/compile.ts'
import type { JobEnd, RunningJob, TestHost } from '../host.ts'
import type { recipeOf } from '../testing/recipe.ts'
import { testTypes } from '../testing/types.ts'
import type { Compiled, NodeViewState } from '../types.ts'

export const run = 'run_test'

export const flaky: Failure = {
  code: 'test.flaky',
  message: 'It did not work this time.',
  hint: 'Try again.',
  severity: 'error',
  kind: 'transient',
}

export const compiledOf = (recipe: ReturnType<typeof recipeOf>): Compiled => compile(recipe, testTypes)

/** A host under test, with words for what the suite does to it. A fresh one for every test. */
export interface Driver {
  readonly host: TestHost
  /** Closes the host and takes a fresh one. */
  renew(): Promise<void>
  start(compiled: Compiled): Promise<void>
  status(path?: string): string | undefined
  view(path: string): NodeViewState | null
  /** `node:attempt` of the jobs that run, sorted; nodes of child runs by their path. */
  running(): string[]
  /** The running job `node:attempt`. */
  job(name: string): RunningJob
  finish(which: RunningJob, end?: JobEnd): Promise<void>
  /** Ends every job with outputs until none is left. */
  finishAll(): Promise<void>
  /** Says something to the run, or to one of its nodes or child runs, and works until idle. */
  tell(path: string, event: Parameters<TestHost['send']>[1]): Promise<void>
}

const actorOf = (path: string) => (path === '' ? run : `${run}/${path}`)
const nameOf = ({ actor, attempt }: RunningJob) => `${actor.slice(run.length + 1)}:${attempt}`

/** Makes a fresh host before every test of the file and closes it after. */
export function driverOf(makeHost: () => Promise<TestHost>): Driver {
  let host: TestHost
  beforeEach(async () => {
    host = await makeHost()
  })
  afterEach(() => host.close())

  const finish = async (which: RunningJob, end: JobEnd = { outputs: 'outputs' }) => {
    await host.finish(which, end)
    await host.idle()
  }
  return {
    get host() {
      return host
    },
    async renew() {
      await host.close()
      host = await makeHost()
    },
    async start(compiled) {
      await host.start({ runId: run, seed: 'seed', compiled })
      await host.idle()
    },
    status: (path = '') => host.view(actorOf(path))?.status,
    view(path) {
      const view = host.view(actorOf(path))
      return view?.of === 'node' ? view : null
    },
    running: () => host.running().map(nameOf).sort(),
    job(name) {
      const found = host.running().find((job) => nameOf(job) === name)
      if (!found) throw new Error(`${name} does not run`)
      return found
    },
    finish,
    async finishAll() {
      for (let jobs = host.running(); jobs.length > 0; jobs = host.running())
        for (const each of jobs) await finish(each, { outputs: `outputs of ${each.actor}` })
    },
    async tell(path, event) {
      await host.send(actorOf(path), event)
      await host.idle()
    },
  }
}
