import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppConnection, AppEvent, AppsService, CallRequest } from '@segue/api'
import { bindFiles, callCommand } from '@segue/nodes/command/call'
import { type AppId, type CommandSpec, commandOf, commands, fail } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { appTitle } from '../bridges/failure.ts'
import type { Hub } from '../bridges/hub.ts'
import { checkArgs } from './commandArgs.ts'

export interface AppsServiceOptions {
  hub: Pick<Hub, 'lease' | 'connection' | 'connect' | 'disconnect' | 'subscribe' | 'onChange'>
  artifacts: Pick<ArtifactStore, 'path' | 'putFile' | 'putBytes'>
  /** Where commands write, one folder per call. */
  work: string
}

/** So many events wait for a slow reader. */
const waiting = 1000
/** Answers that are given again when the same call comes twice. */
const keptAnswers = 256

/** Applications by hand: their connections, their commands, and what they tell. */
export function createAppsService(options: AppsServiceOptions): AppsService {
  const { hub, artifacts, work } = options

  const send = async (spec: CommandSpec, request: CallRequest, signal: AbortSignal) => {
    const { app, dryRun = false, deadlineMs, idempotencyKey } = request
    const given = checkArgs(spec, request.args)
    const bridge = await hub.lease(app, { signal, by: 'person', command: spec.command })
    const workDir = join(work, `call-${randomUUID()}`)
    const call = {
      signal,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    }
    try {
      await mkdir(workDir, { recursive: true })
      if (dryRun) {
        const { args } = await bindFiles(spec, given, { path: artifacts.path, workDir })
        return await bridge.call(spec, args, { ...call, dryRun: true })
      }
      const { result, made } = await callCommand(spec, given, {
        path: artifacts.path,
        save: (source, facts) =>
          typeof source === 'string'
            ? artifacts.putFile(source, { ...facts, own: true, given: true })
            : artifacts.putBytes(source, { ...facts, given: true }),
        workDir,
        standIn: bridge.standIn ? app : null,
        send: (args) => bridge.call(spec, args, call),
      })
      return { ...result, ...made }
    } finally {
      bridge.release()
      await rm(workDir, { recursive: true, force: true })
    }
  }
  /** Answers by idempotency key: the files of an answer are stored once. */
  const replays = new Map<string, Promise<unknown>>()

  return {
    connection: async (app) => hub.connection(app),
    connect: (app) => hub.connect(app),
    disconnect: (app) => hub.disconnect(app),
    async call(request, signal) {
      const spec = known(request)
      const { idempotencyKey: key, dryRun = false } = request
      if (spec.effects === 'destructive' && !request.confirm && !dryRun) throw unconfirmed(spec)
      if (key === undefined || dryRun) return send(spec, request, signal)
      const slot = `${request.app} ${spec.command} ${key}`
      const before = replays.get(slot)
      if (before) return before
      const answer = send(spec, request, signal)
      replays.set(slot, answer)
      const [oldest] = replays.keys()
      if (replays.size > keptAnswers && oldest !== undefined) replays.delete(oldest)
      answer.catch(() => replays.delete(slot))
      return answer
    },
    changes: (app, signal) => connections(hub, app, signal),
    events: (topics, signal) => eventsOf(hub, topics, signal),
  }
}

function known({ app, command }: Pick<CallRequest, 'app' | 'command'>): CommandSpec {
  const spec = commandOf(app, command)
  if (spec) return spec
  const all = Object.values<CommandSpec>(commands[app]).map((one) => one.command)
  const near = all.filter((one) => one.split('.')[0] === command.split('.')[0])
  throw fail({
    code: 'command.unknown',
    message: `${appTitle(app)} has no command “${command.slice(0, 80)}”.`,
    hint: `It has ${(near.length > 0 ? near : all).join(', ')}.`.slice(0, 1000),
    kind: 'input',
  })
}

const unconfirmed = ({ app, command, title, description }: CommandSpec) =>
  fail({
    code: 'command.needs_confirm',
    message: `“${title}” changes something in ${appTitle(app)} that may not come back. ${description}`,
    hint: `If that is what you want, send ${command} again with confirm: true.`,
    kind: 'input',
  })

async function* connections(
  hub: Pick<Hub, 'connection' | 'onChange'>,
  app: AppId,
  signal: AbortSignal,
): AsyncGenerator<AppConnection> {
  let wake = Promise.withResolvers<void>()
  const stop = hub.onChange(() => wake.resolve())
  signal.addEventListener('abort', () => wake.resolve(), { once: true })
  try {
    let before = ''
    while (!signal.aborted) {
      const now = hub.connection(app)
      const text = JSON.stringify(now)
      if (text !== before) yield now
      before = text
      await wake.promise
      wake = Promise.withResolvers()
    }
  } finally {
    stop()
  }
}

/** What happened in one turn goes out together: a message costs more than what is in it. */
async function* eventsOf(
  hub: Pick<Hub, 'subscribe'>,
  topics: readonly { app: AppId; topic: string }[],
  signal: AbortSignal,
): AsyncGenerator<AppEvent[]> {
  const queue: AppEvent[] = []
  let wake = Promise.withResolvers<void>()
  const stops = topics.map(({ app, topic }) =>
    hub.subscribe(app, topic, ({ seq, data }) => {
      if (queue.push({ app, topic, seq, data }) > waiting) queue.shift()
      wake.resolve()
    }),
  )
  signal.addEventListener('abort', () => wake.resolve(), { once: true })
  try {
    while (!signal.aborted) {
      if (queue.length > 0) yield queue.splice(0)
      else {
        await wake.promise
        wake = Promise.withResolvers()
      }
    }
  } finally {
    for (const stop of stops) stop()
  }
}
