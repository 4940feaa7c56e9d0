import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fail, failureOf } from '@segue/protocol'
import { z } from 'zod'

export interface StubOptions {
  config?: object
  bridgePort?: number | null
  env?: Record<string, string>
  /** The largest file that it may write, bytes. */
  maxFileBytes?: number
}

/** A whole runner in a process of its own. */
export interface StubProcess {
  readonly pid: number
  readonly isAlive: boolean
  /** Calls a method of a service, such as `runs.start`, or one of the stub's own. Fails as it does, or with `stub.gone`. */
  call<T>(call: string, args?: unknown): Promise<T>
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>
  /** Lets it close. */
  close(): Promise<void>
}

const Answer = z.object({ id: z.number(), value: z.unknown().optional(), failure: z.unknown().optional() })

const gone = fail({
  code: 'stub.gone',
  message: 'The runner is gone.',
  hint: 'Start it.',
  kind: 'transient',
})

/** Starts a runner on a home; resolves when it is open. */
export async function startStub(
  home: string,
  journal: string,
  { env = {}, maxFileBytes, ...options }: StubOptions = {},
): Promise<StubProcess> {
  const limit = maxFileBytes && {
    ...{ execPath: 'prlimit', execArgv: [`--fsize=${maxFileBytes}`, process.execPath] },
  }
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'stubRunner.ts'),
    [home, journal, JSON.stringify(options)],
    { env: { ...process.env, SEGUE_BLENDER: 'off', ...env }, ...limit },
  )
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const ended = once(child, 'exit')
  child.on('message', (message) => {
    const { id, value, failure } = Answer.parse(message)
    const call = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) call?.resolve(value)
    else call?.reject(fail(failureOf({ failure })))
  })
  const giveUp = () => {
    for (const call of waiting.values()) call.reject(gone)
    waiting.clear()
  }
  child.on('exit', giveUp)
  let last = 0
  const expect = (id: number): Promise<unknown> => {
    const call = Promise.withResolvers<unknown>()
    waiting.set(id, call)
    return call.promise
  }
  await expect(0)
  return {
    pid: child.pid ?? 0,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null
    },
    call<T>(call: string, args?: unknown) {
      last += 1
      const answer = expect(last)
      child.send({ id: last, call, args }, (error) => error && giveUp())
      return answer as Promise<T> // the test names what the method gives
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      last += 1
      child.send({ id: last, call: 'close' })
      await ended
    },
  }
}
