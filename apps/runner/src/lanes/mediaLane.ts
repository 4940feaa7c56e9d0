import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fail } from '@segue/protocol'
import type { Attempt, Done, Hooks, Lane } from './attempt.ts'
import { outOfMemory, stepFailure } from './stepFailure.ts'
import type { ToolName, Tools } from './tools.ts'
import type { FromWorker, ToWorker } from './workerMessages.ts'

/** The pool of worker processes: steps of the media lane, and small media tools for previews and uploads. */
export interface MediaLane extends Lane {
  tool<T extends ToolName>(name: T, ...args: Parameters<Tools[T]>): ReturnType<Tools[T]>
}

export interface MediaLaneOptions {
  /** Worker processes at once. */
  size: number
  /** A worker over this is killed; the failure says so. */
  maxBytes?: number
  /** Added to the environment of every worker. */
  env?: Record<string, string>
  /** How long an aborted step may take to end by itself. */
  graceMs?: number
  /** An idle worker ends after this. */
  idleMs?: number
}

interface Worker {
  child: ChildProcess
  idle: NodeJS.Timeout | undefined
}

const script = new URL('./worker.ts', import.meta.url)

/** Opens the pool; processes start when they are needed. */
export function createMediaLane(options: MediaLaneOptions): MediaLane {
  const { size, env, maxBytes = 2 ** 30, graceMs = 2000, idleMs = 60_000 } = options
  const free: Worker[] = []
  const all = new Set<Worker>()
  const queue: PromiseWithResolvers<Worker>[] = []
  let closed = false

  const start = (): Worker => {
    const child = fork(script, {
      env: { ...process.env, ...env },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const worker: Worker = { child, idle: undefined }
    all.add(worker)
    child.on('exit', () => {
      all.delete(worker)
      if (free.includes(worker)) free.splice(free.indexOf(worker), 1)
    })
    return worker
  }
  const take = (): Promise<Worker> => {
    if (closed) return Promise.reject(closing())
    const worker = free.pop() ?? (all.size < size ? start() : undefined)
    if (!worker) {
      const place = Promise.withResolvers<Worker>()
      queue.push(place)
      return place.promise
    }
    clearTimeout(worker.idle)
    return Promise.resolve(worker)
  }
  const give = (worker: Worker) => {
    const alive = worker.child.connected
    const next = queue.shift()
    if (next) return next.resolve(alive ? worker : start())
    if (!alive) return
    worker.idle = setTimeout(() => worker.child.disconnect(), idleMs)
    worker.idle.unref()
    free.push(worker)
  }

  const request = async (message: ToWorker, hooks: Hooks | null, signal?: AbortSignal): Promise<unknown> => {
    const worker = await take()
    try {
      signal?.throwIfAborted()
      return await converse({ child: worker.child, message, hooks, signal, maxBytes, graceMs })
    } finally {
      give(worker)
    }
  }

  return {
    run: (attempt: Attempt, hooks, signal) => request({ t: 'step', attempt }, hooks, signal) as Promise<Done>, // runStep checked it
    tool: ((tool, ...args) => request({ t: 'tool', tool, args }, null)) as MediaLane['tool'], // same function, other side
    async close() {
      closed = true
      for (const place of queue.splice(0)) place.reject(closing())
      for (const worker of all) worker.child.kill('SIGKILL')
    },
  }
}

interface Conversation {
  child: ChildProcess
  message: ToWorker
  hooks: Hooks | null
  signal: AbortSignal | undefined
  maxBytes: number
  graceMs: number
}

function converse({ child, message, hooks, signal, maxBytes, graceMs }: Conversation): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  let tooLarge = false
  // A worker that is gone takes no message: its exit, told before or still to come, ends the conversation.
  const post = (out: ToWorker) => {
    const unheard = () => {
      if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode)
    }
    if (child.connected) child.send(out, (error) => error && unheard())
    else unheard()
  }
  const answer = async ({ call, hook, args }: Extract<FromWorker, { t: 'call' }>) => {
    try {
      if (!hooks) throw new Error('tools have no hooks')
      const ask = hooks[hook] as (...given: unknown[]) => Promise<unknown> // `Hooks` types both ends
      post({ t: 'reply', call, ok: true, value: await ask(...args) })
    } catch (error) {
      post({ t: 'reply', call, ok: false, failure: stepFailure(error) })
    }
  }
  const hear = (from: FromWorker) => {
    if (from.t === 'call') return void answer(from)
    if (from.t === 'tell')
      return (hooks?.[from.hook] as ((...given: unknown[]) => void) | undefined)?.(...from.args)
    if (from.ok) resolve(from.value)
    else reject(fail(from.failure))
  }
  let killed = false
  const kill = () => {
    killed = true
    child.kill('SIGKILL')
  }
  // Nobody but the system's own memory guard kills a worker that we did not.
  const ended = (_code: number | null, by: NodeJS.Signals | null) =>
    reject(
      signal?.aborted ? signal.reason : gone(tooLarge || (by === 'SIGKILL' && !killed), tooLarge, maxBytes),
    )
  let grace: NodeJS.Timeout | undefined
  const stop = () => {
    post({ t: 'abort' })
    grace = setTimeout(kill, graceMs)
  }
  const watch = setInterval(() => {
    tooLarge = residentBytes(child.pid) > maxBytes
    if (tooLarge) kill()
  }, 500)
  child.on('message', hear)
  child.once('exit', ended)
  signal?.addEventListener('abort', stop, { once: true })
  post(message)
  return promise.finally(() => {
    clearInterval(watch)
    clearTimeout(grace)
    child.off('message', hear)
    child.off('exit', ended)
    signal?.removeEventListener('abort', stop)
  })
}

const closing = () =>
  fail({
    code: 'runner.closing',
    message: 'Segue is shutting down.',
    hint: 'Start it again; what was unfinished goes on.',
    kind: 'transient',
  })

function gone(noMemory: boolean, tooLarge: boolean, maxBytes: number) {
  const megabytes = Math.round(maxBytes / 2 ** 20)
  if (tooLarge)
    return fail(outOfMemory(`This step needed more than ${megabytes} MB of memory and was stopped.`))
  if (noMemory) return fail(outOfMemory('This machine ran out of memory and ended the process of this step.'))
  return fail({
    code: 'worker.crashed',
    message: 'The process that ran this step ended without a result.',
    hint: 'Segue tries again by itself. If it keeps happening, the file may be damaged.',
    kind: 'transient',
  })
}

/** Resident memory of a process; 0 where the system does not tell (Linux does, by `/proc`). */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
