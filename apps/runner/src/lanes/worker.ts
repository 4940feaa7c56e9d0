import { fail, failureOf } from '@segue/protocol'
import type { Hooks } from './attempt.ts'
import { runStep } from './runStep.ts'
import { tools } from './tools.ts'
import type { FromWorker, ToWorker } from './workerMessages.ts'

/** A worker process of the media lane: native code lives and dies here, never in the runner. */
const send = (message: FromWorker): void => void process.send?.(message)

let abort = new AbortController()
let calls = 0
const replies = new Map<number, PromiseWithResolvers<unknown>>()

type CallHook = Extract<FromWorker, { t: 'call' }>['hook']
const ask = (hook: CallHook, ...args: unknown[]): Promise<unknown> => {
  calls += 1
  const reply = Promise.withResolvers<unknown>()
  replies.set(calls, reply)
  send({ t: 'call', call: calls, hook, args })
  return reply.promise
}

// The runner answers each hook with the type that `Hooks` names: both ends are this package.
const hooks: Hooks = {
  path: (ref) => ask('path', ref) as Promise<string>,
  save: (source, options) => ask('save', source, options) as ReturnType<Hooks['save']>,
  origin: (ref) => ask('origin', ref) as Promise<string | null>,
  recall: (key) => ask('recall', key) as ReturnType<Hooks['recall']>,
  remember: (key, value) => ask('remember', key, value) as Promise<void>,
  trusted: () => ask('trusted') as ReturnType<Hooks['trusted']>,
  approved: (text) => ask('approved', text) as Promise<string>,
  studio: () => ask('studio') as ReturnType<Hooks['studio']>,
  children: () => ask('children') as ReturnType<Hooks['children']>,
  deliver: (ref, options) => ask('deliver', ref, options) as Promise<string>,
  deliverSet: (files, options) => ask('deliverSet', files, options) as ReturnType<Hooks['deliverSet']>,
  gather: (folder, pattern) => ask('gather', folder, pattern) as ReturnType<Hooks['gather']>,
  bridge: () =>
    Promise.reject(
      fail({
        code: 'node.no_bridge',
        message: 'A step of the media lane has no application.',
        hint: 'This is a defect of the node type: it belongs in the lane of its application.',
        kind: 'bug',
      }),
    ),
  progress: (...args) => send({ t: 'tell', hook: 'progress', args }),
  mark: (...args) => send({ t: 'tell', hook: 'mark', args }),
  log: (...args) => send({ t: 'tell', hook: 'log', args }),
}

async function work(message: Extract<ToWorker, { t: 'step' | 'tool' }>): Promise<void> {
  abort = new AbortController()
  try {
    const value =
      message.t === 'step'
        ? await runStep(message.attempt, hooks, abort.signal)
        : await tools[message.tool](...(message.args as [never, never])) // the pool's `tool` checks these types
    send({ t: 'done', ok: true, value })
  } catch (error) {
    send({ t: 'done', ok: false, failure: failureOf(error) })
  }
}

process.on('message', (message: ToWorker) => {
  if (message.t === 'abort') return abort.abort()
  if (message.t !== 'reply') return void work(message)
  const reply = replies.get(message.call)
  replies.delete(message.call)
  if (message.ok) reply?.resolve(message.value)
  else reply?.reject(fail(message.failure))
})
process.on('disconnect', () => process.exit(0))
