import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Recipe, RunHead, RunView } from '@segue/protocol'
import { checkInvariants, type Memory, newMemory } from './invariants.ts'
import { readStore } from './readStore.ts'
import { inner, type Shape, shapes } from './shapes.ts'
import { type StubOptions, type StubProcess, startStub } from './stubProcess.ts'
import { StubEffect } from './stubTypes.ts'

/** What a person does about a step whose outcome nobody knows. */
export type Decision = 'retry' | 'done' | 'fail'

/** A home, the stub application's journal, and one runner after the other. */
export interface Lab {
  readonly root: string
  readonly database: string
  readonly memory: Memory
  start(options?: StubOptions): Promise<StubProcess>
  /** Starts a run of a shape; the id is remembered as accepted. Fails with `stub.gone` when the runner died first. */
  run(runner: StubProcess, shape: Shape, ms?: number): Promise<string>
  /** Does what a run of this shape needs to be there; what comes back starts it, as `run` does. */
  prepare(runner: StubProcess, shape: Shape, ms?: number): Promise<() => Promise<string>>
  /** Plays the person until no run can go on by itself; returns when every run is over or waits. Throws if the runner dies. */
  settle(runner: StubProcess, decision?: Decision): Promise<RunHead[]>
  effects(): StubEffect[]
  /** All invariants over store, journal and files; call it while no runner works. */
  check(): void
  remove(): Promise<void>
}

const over: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'parked', 'paused'])
const everything = { limit: 100_000 }

/** Opens a lab in a temporary folder; its home lies elsewhere when a test says where, and stays there then. */
export function openLab(elsewhere?: string): Lab {
  const root = mkdtempSync(join(tmpdir(), 'segue-faults-'))
  const journal = join(root, 'stub.ndjson')
  const home = elsewhere ?? join(root, 'home')
  const database = join(home, 'segue.db')
  const memory = newMemory()
  const started: StubProcess[] = []

  const effects = (): StubEffect[] =>
    existsSync(journal)
      ? readFileSync(journal, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => StubEffect.parse(JSON.parse(line)))
      : []

  /** Answers what asks and decides what is unknown; how many steps that were. */
  const act = async (runner: StubProcess, decision: Decision): Promise<number> => {
    const held = readStore(database, ({ all }) =>
      all(`SELECT run_id, node_id, steps.status FROM steps JOIN runs ON runs.id = run_id
         WHERE runs.status <> 'parked' AND (steps.status = 'unknown' OR asks IS NOT NULL)`),
    )
    for (const { run_id, node_id, status } of held) {
      const [runId, nodeId] = [String(run_id), String(node_id)]
      if (status === 'unknown') {
        if (decision === 'retry') memory.allow(`${runId}/${nodeId}`)
        const file = { artifactId: '0'.repeat(64), mime: 'text/plain', bytes: 0, name: 'said.txt', meta: {} }
        const order =
          decision === 'done' ? { what: decision, outputs: { out: 'by hand', file } } : { what: decision }
        await runner.call('runs.step', { runId, nodeId, order }).catch(ignoreLate)
      } else {
        const view = await runner.call<RunView>('view', runId)
        const step = view.steps.find((one) => one.nodeId === nodeId)
        if (step?.asks?.for !== 'answer') continue
        const { outputs } = step
        await runner.call('runs.answer', { runId, nodeId, outputs, decision: 'approve' }).catch(ignoreLate)
      }
    }
    return held.length
  }

  const prepare: Lab['prepare'] = async (runner, shape, ms = 0) => {
    const recipe = shape === 'nested' ? shapes.nested(ms, await publishInner(runner, ms)) : shapes[shape](ms)
    return async () => {
      const { runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} })
      memory.accept(runId)
      return runId
    }
  }

  return {
    root: home,
    database,
    memory,
    effects,
    async start(options) {
      const runner = await startStub(home, journal, options)
      started.push(runner)
      return runner
    },
    prepare,
    run: async (runner, shape, ms) => (await prepare(runner, shape, ms))(),
    async settle(runner, decision = 'retry') {
      for (;;) {
        const heads = await runner.call<RunHead[]>('runs.list', everything)
        if (heads.every(({ status }) => over.has(status))) return heads
        if ((await act(runner, decision)) === 0) await sleep(10)
      }
    },
    check: () => checkInvariants({ home, database, effects: effects(), memory }),
    async remove() {
      for (const runner of started) if (runner.isAlive) await runner.kill()
      rmSync(root, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
    },
  }
}

/** Somebody else, or the step itself, was faster. */
const ignoreLate = (error: { failure?: { code: string } }) => {
  if (!['step.cannot', 'step.not_asking'].includes(error.failure?.code ?? '')) throw error
}

async function publishInner(runner: StubProcess, ms: number): Promise<string> {
  const { id } = await runner.call<Recipe>('recipes.create', { name: 'Inner', recipe: inner(ms) })
  await runner.call('recipes.publish', id)
  return id
}
