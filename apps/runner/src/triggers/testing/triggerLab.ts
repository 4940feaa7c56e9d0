import { dirname, join } from 'node:path'
import type { TriggersService } from '@segue/api'
import type { Firing, Recipe, TriggerDraftInput, TriggerView } from '@segue/protocol'
import { TriggerDraft } from '@segue/protocol'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../host/clock.ts'
import { createFeed } from '../../host/feed.ts'
import { graph } from '../../host/graphs.ts'
import { type HostLab, openHostLab } from '../../host/hostLab.ts'
import { createRecipeService } from '../../services/recipeService.ts'
import { createRecipeVersions } from '../../services/recipeVersions.ts'
import { type Database, openDatabase } from '../../store/database.ts'
import { openVault } from '../../vault/vault.ts'
import type { EventKind, Source, SourceOptions } from '../sources/source.ts'
import { openTriggers, type Triggers } from '../triggers.ts'
import type { HookDoor } from '../webhook/hookDoor.ts'

type Schedule = Extract<TriggerDraftInput['settings'], { kind: 'schedule' }>
type Settings = Omit<Schedule, 'kind' | 'when' | 'zone'> & {
  when?: string
  zone?: string
}

type Ears = Pick<SourceOptions<EventKind>, 'hear' | 'passBy' | 'stands'>

/** Triggers over a real store and host, whose clock and lanes are the test's. */
export interface TriggerLab {
  readonly host: HostLab
  readonly service: TriggersService
  readonly recipe: Recipe
  /** Answers calls to webhooks. */
  readonly hook: HookDoor
  /** Runs that were asked for, in order; also those that were refused. */
  readonly asked: string[]
  /** What open sources hear with, by trigger; kinds that listen to the world are this test's own. */
  readonly open: ReadonlyMap<string, Ears>
  /** What starting ends with; null when it works. */
  refusal: unknown
  /** Every minute in UTC when nothing else is said. */
  add(settings?: Settings, draft?: Partial<TriggerDraftInput>): Promise<TriggerView>
  /** Passes time and does what there is to do. */
  wait(ms: number): Promise<void>
  /** Somebody sets the clock. */
  set(ms: number): Promise<void>
  /** The machine sleeps for so long, and wakes. */
  sleep(ms: number): Promise<void>
  /** Ends everything that runs. */
  finish(): Promise<void>
  /** The runner is closed, time passes, and the next one opens. */
  off(ms: number): Promise<void>
  /** As a second process would: other triggers, over a connection of their own to the same store. */
  second(): Triggers
  settle(): Promise<void>
  /** Forgets what was decided so many days ago. */
  trim(days: number): void
  history(id: string): Promise<Firing[]>
  /** Outcomes of a trigger, oldest first. */
  outcomes(id: string): Promise<string[]>
}

/** Midday, on the minute. */
export const startsAt = Date.UTC(2026, 4, 4, 12)
const film = graph({ a: {} })
const silent = { warn() {} }

/** Opens it at `startsAt`. */
export async function openTriggerLab(at = startsAt): Promise<TriggerLab> {
  const host = openHostLab()
  host.wait(at - host.time.clock.now())
  const feed = createFeed('triggers')
  const asked: string[] = []
  const open = new Map<string, Ears>()
  const source = <Kind extends EventKind>({ trigger, ...ears }: SourceOptions<Kind>): Source => {
    open.set(trigger.id, ears)
    return {
      async close() {
        open.delete(trigger.id)
      },
    }
  }
  /** Alarms of the real clock ring early every few seconds, so that a clock that was set is noticed. */
  const rings = new Set<() => void>()
  const clock: Clock = {
    ...host.time.clock,
    alarm(at, ring) {
      const once = () => {
        off()
        ring()
      }
      const callOff = host.time.clock.alarm(at, once)
      const off = () => {
        callOff()
        rings.delete(once)
      }
      rings.add(once)
      return off
    },
  }
  let told = 0
  const openOver = (db: Database = host.db): Triggers => {
    return openTriggers({
      ...{ db, feed, clock, log: silent, versions: createRecipeVersions(db).find },
      vault: openVault(db, join(dirname(db.file), 'vault')),
      origin: 'http://127.0.0.1:4400',
      sources: { files: source, osc: source, midi: source, app: source },
      head: (runId) => host.host.runs.head(runId),
      async start(_request, runId) {
        asked.push(runId)
        if (lab.refusal) throw lab.refusal
        await host.ask(runId, film)
      },
      cancel: (runId) => host.host.send(runId, { type: 'CANCEL' }),
      signal: async () => 0,
    })
  }
  const settle = async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      host.idle()
      for (const { runId, change } of host.heard.slice(told)) {
        feed.publish(runId, change)
        quiet = 0
      }
      told = host.heard.length
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const recipe = await createRecipeService(host.db, async () => null).create({ name: 'Film' })
  let triggers = openOver()
  triggers.open()
  const lab: TriggerLab = {
    ...{ host, recipe, asked, open, refusal: null, settle },
    get service() {
      return triggers.service
    },
    get hook() {
      return triggers.hook
    },
    async add(settings = {}, draft = {}) {
      const schedule = { kind: 'schedule' as const, when: '* * * * *', zone: 'UTC', ...settings }
      return triggers.service.create(
        TriggerDraft.parse({ recipeId: recipe.id, name: 'Nightly', settings: schedule, ...draft }),
      )
    },
    async wait(ms) {
      host.time.pass(ms)
      await settle()
    },
    async set(ms) {
      host.time.set(ms)
      for (const ring of [...rings]) ring()
      await settle()
    },
    async sleep(ms) {
      host.time.sleep(ms)
      for (const ring of [...rings]) ring()
      await settle()
    },
    async finish() {
      for (let jobs = host.running(); jobs.length > 0; jobs = host.running()) {
        host.finishAll()
        await settle()
      }
    },
    async off(ms) {
      await triggers.close()
      host.reopen()
      host.time.pass(ms)
      triggers = openOver()
      triggers.open()
      await settle()
    },
    trim: (days) => triggers.trim(days),
    second() {
      const connection = openDatabase(host.db.file)
      onTestFinished(connection.close)
      const other = openOver(connection)
      other.open()
      return other
    },
    history: (id) => triggers.service.history({ id, limit: 500 }),
    async outcomes(id) {
      return (await lab.history(id)).map(({ outcome }) => outcome).reverse()
    },
  }
  return lab
}
