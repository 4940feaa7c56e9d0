import { AppId, EventValue } from '@segue/protocol'
import { refsIn } from '../cache/files.ts'
import type { Values } from '../host/hostTypes.ts'
import type { Seen } from './relations.ts'

/** Where something that lies on a wire came from, and the steps that it went through since. */
export interface Origin extends Pick<Seen, 'from' | 'kind' | 'name' | 'sha256'> {
  through: readonly string[]
}

/** Knows which application was behind the files and values of late. */
export interface Provenance {
  /** Nothing is known, so that nothing needs to be asked. */
  readonly isEmpty: boolean
  /** Origins of what comes in on one port; `from` is the output port that feeds it. */
  of(value: unknown, from: string | null): Origin[]
  /** An application made this from these inputs: `at` names the step. What it was given it did not make. */
  made(
    app: AppId,
    at: string,
    values: { inputs: Values; outputs: Values },
    label: (port: string) => string,
  ): void
  /** A step that belongs to no application passed these on; `name` is null when it changed nothing. */
  passed(at: string, outputs: Values, origins: readonly Origin[], name: string | null): void
  /** Values of steps of this run lead nowhere any more; files do. */
  forget(run: string): void
}

const keptFiles = 5000
const keptOrigins = 20
const keptSteps = 3

/** Names an output port of a step. */
export const portKey = (at: string, port: string): string => `${at}:${port}`

/** The application that tells an event of this topic, such as `live.clip.launched`. */
const tellerOf = (topic: string): AppId | undefined =>
  AppId.options.find((app) => topic.startsWith(`${app}.`))

function eventIn(value: unknown): Origin[] {
  const event = EventValue.safeParse(value)
  const from = event.success ? tellerOf(event.data.topic) : undefined
  if (!event.success || from === undefined) return []
  return [{ from, kind: 'event', name: event.data.topic, sha256: null, through: [] }]
}

/** Knows nothing yet. */
export function createProvenance(): Provenance {
  const files = new Map<string, readonly Origin[]>()
  const ports = new Map<string, readonly Origin[]>()
  const keepFile = (sha256: string, origins: readonly Origin[]) => {
    // Whoever passes a file on did not make it.
    if (origins.length === 0 || files.has(sha256)) return
    files.set(sha256, origins)
    const [oldest] = files.keys()
    if (files.size > keptFiles && oldest !== undefined) files.delete(oldest)
  }
  return {
    get isEmpty() {
      return files.size === 0 && ports.size === 0
    },
    of(value, from) {
      const refs = refsIn(value)
      const ofFiles = refs.flatMap(({ artifactId }) => files.get(artifactId) ?? [])
      const ofPort = from === null ? [] : (ports.get(from) ?? [])
      // A file says by itself where it came from; the port only adds the events that it waited for.
      const rest = refs.length === 0 ? ofPort : ofPort.filter(({ kind }) => kind === 'event')
      return distinct([...ofFiles, ...rest, ...eventIn(value)])
    },
    made(from, at, { inputs, outputs }, label) {
      const given = new Set(refsIn(inputs).map(({ artifactId }) => artifactId))
      for (const [port, value] of Object.entries(outputs)) {
        const refs = refsIn(value)
        for (const { artifactId: sha256, name } of refs)
          if (!given.has(sha256)) keepFile(sha256, [{ from, kind: 'artifact', name, sha256, through: [] }])
        if (refs.length > 0) continue
        ports.set(portKey(at, port), [{ from, kind: 'value', name: label(port), sha256: null, through: [] }])
      }
    },
    passed(at, outputs, origins, name) {
      const own = Object.values(outputs).flatMap(eventIn)
      const onward = distinct([...origins, ...own]).map((origin) =>
        name === null ? origin : { ...origin, through: [...origin.through, name].slice(-keptSteps) },
      )
      if (onward.length === 0) return
      for (const [port, value] of Object.entries(outputs)) {
        for (const { artifactId } of refsIn(value)) keepFile(artifactId, onward)
        ports.set(portKey(at, port), onward)
      }
    },
    forget(run) {
      for (const key of ports.keys()) if (key.startsWith(`${run}/`)) ports.delete(key)
    },
  }
}

function distinct(origins: readonly Origin[]): Origin[] {
  const byName = new Map(origins.map((origin) => [nameOf(origin) + origin.from + origin.kind, origin]))
  return [...byName.values()].slice(0, keptOrigins)
}

/** The origin with its way: `Kick song.wav › Analyse`. */
export const nameOf = ({ name, through }: Origin): string => [name, ...through].join(' › ').slice(0, 400)
