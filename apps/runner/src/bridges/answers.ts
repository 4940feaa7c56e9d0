import { setImmediate as turn } from 'node:timers/promises'
import { AppDocument, type CommandSpec, documentTopic } from '@segue/protocol'
import type { Answer } from './calls.ts'
import { bridgeFailure } from './failure.ts'
import type { CallOptions } from './hubBridge.ts'
import type { Line } from './line.ts'

/** Calls of one line, with answers that are given again while nothing has changed. */
export interface Answers {
  /** As `Line.call`; see `CommandSpec.keepMs` for what may be answered from memory. */
  call(spec: CommandSpec, args: unknown, options: CallOptions): Promise<Answer>
}

interface Kept {
  at: number
  session: string | undefined
  answer: Promise<Answer>
}

/** So many per process; the oldest go first. */
const most = 32

/**
 * Forgets everything with each command that changes something, when it is sent and when it has ended, with each change
 * of the open document, and with each new session. Equal questions under way are asked once. `now` in milliseconds.
 */
export function createAnswers(
  line: Pick<Line, 'call' | 'peer' | 'subscriptions'>,
  now: () => number,
): Answers {
  const kept = new Map<string, Kept>()
  let document = ''
  line.subscriptions.add(documentTopic, ({ data }) => {
    const told = AppDocument.safeParse(data).data
    // where it stands changes all the time while it plays, and says nothing about what is in it
    const seen = JSON.stringify(told && { ...told, beats: 0, sec: 0, frame: 0 })
    if (seen !== document) kept.clear()
    document = seen
  })

  const ask = (
    spec: CommandSpec,
    args: unknown,
    { signal, onProgress, ...options }: CallOptions,
    ms: number,
  ) => {
    const key = JSON.stringify([spec.command, spec.version, args])
    const session = line.peer?.session
    const known = kept.get(key)
    if (known && known.session === session && now() - known.at < ms) {
      // who asks in a loop lets others have their turn, as if the application had been asked
      return turn().then(() => known.answer)
    }
    // one that is shared must not end with one of those who wait for it
    const answer = line.call(spec, args, options)
    kept.delete(key)
    kept.set(key, { at: now(), session, answer })
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key))
    return answer
  }

  return {
    async call(spec, args, options) {
      const { keepMs, effects } = spec
      const isPlain =
        !options.dryRun && options.idempotencyKey === undefined && options.deadlineMs === undefined
      if (effects === 'read' && keepMs !== undefined && isPlain)
        return untilAborted(ask(spec, args, options, keepMs), options.signal)
      if (effects === 'read') return line.call(spec, args, options)
      kept.clear()
      return line.call(spec, args, options).finally(() => kept.clear())
    },
  }
}

async function untilAborted(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (signal === undefined) return answer
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(bridgeFailure('cancelled', 'The call was cancelled.'))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([answer, stopped.promise]).finally(() => signal.removeEventListener('abort', stop))
}
