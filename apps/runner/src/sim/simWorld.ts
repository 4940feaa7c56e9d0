import { type Prng, prngOf } from '@segue/engine/sim/prng'
import type { AppId, LaneId } from '@segue/protocol'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import type { Job } from '../host/hostTypes.ts'
import { type Application, createApplication, type Work } from './application.ts'
import { type Browser, createBrowser } from './browser.ts'
import { type Connection, connect } from './channel.ts'
import { createDisk, type Disk } from './disk.ts'
import { triggers } from './invariants/all.ts'
import { fails } from './invariants/invariant.ts'
import { createSimLane, type Going } from './lanes.ts'
import { createLife, type Life } from './life.ts'
import { type Mood, type MoodName, moods } from './moods.ts'
import { enterNature, type Nature } from './nature.ts'
import { randomRuns, type SimRun } from './runs.ts'
import { openSimRunner, type SimRunner, simHome } from './simRunner.ts'

/** A runner of a world. */
export interface Living extends SimRunner {
  isCacheable(job: Job): boolean
}

/** A simulated world: one machine, what runs on it, and who looks at it. The seed decides everything. */
export interface SimWorld {
  readonly random: Prng
  readonly mood: Mood
  readonly nature: Nature
  readonly disk: Disk
  readonly runs: readonly SimRun[]
  readonly applications: readonly Application[]
  readonly browsers: readonly Browser[]
  readonly sizes: Readonly<Record<LaneId, number>>
  /** The runner that owns the store, or dies next; null between two. */
  live: Living | null
  /** Runners that lost the store and do not know it yet. */
  zombies: Living[]
  /** What lanes have. */
  readonly going: Set<Going>
  /** Every connection of an application that has not been forgotten. */
  connections: Connection[]
  /** Every step that a lane of the owner ever began. */
  readonly begun: readonly { key: string; attempt: number }[]
  /** Everything that applications did. */
  readonly effects: readonly Work[]
  /** How often a person let a step of unknown outcome happen once more. */
  readonly allowed: Map<string, number>
  /** What the feed of a runner told about a run. */
  ledger(instance: string, runId: string): readonly { seq: number; type: string }[]
  /** How far invariants have looked. */
  readonly looked: { effects: number; begun: number; lanes: number; free: Map<number, number> }
  /** The first thing that was wrong and that no invariant can see later. */
  wrong: string | null
  /** How many there were. */
  steps: number
  /** Starts a runner; it is the owner then. */
  open(): Promise<void>
  dial(application: Application): Promise<void>
  leave(): void
}

/** The applications that steps of these runs need. */
function neededBy(runs: readonly SimRun[]): AppId[] {
  const plans = JSON.stringify(runs.map(({ compiled }) => compiled.plan))
  return (['live', 'td', 'blender'] as const).filter((app) => plans.includes(`"lane":"${app}"`))
}

/** Makes the world of a seed. Nothing runs yet. */
export function createSimWorld(seed: number, moodName: MoodName): SimWorld {
  const drawing = prngOf(seed)
  const random = prngOf(seed * 7919 + 1)
  const mood = moods[moodName]
  const isFree = moodName === 'steered' || moodName === 'wild'
  const runs = randomRuns(drawing, { free: isFree })
  const batch = drawing.pick([1, 3, 5000, 5000]) ?? 5000
  const sizes = {
    ...{ live: 1, td: 1, blender: 1, obs: 1, osc: 1, midi: 1 },
    ...{ local: 1 + drawing.below(4), media: 1 + drawing.below(2) },
  }
  const served = neededBy(runs)
  const key = Object.fromEntries(served.map((app) => [app, bridgeKey(simHome().root, app)]))
  const nature = enterNature(random)
  const disk = createDisk(triggers, () => nature.steady)
  const going = new Set<Going>()
  const begun: { key: string; attempt: number }[] = []
  const effects: Work[] = []
  const told = new Map<string, { seq: number; type: string }[]>()
  const place = (instance: string, runId: string) => {
    const name = `${instance} ${runId}`
    const known = told.get(name) ?? []
    told.set(name, known)
    return known
  }
  let instances = 0

  const runOf = (runId: string) => runs.find(({ start }) => start.runId === runId) ?? fails(`no run ${runId}`)
  const fateOf = ({ runId, nodeId }: { runId: string; nodeId: string }) => {
    const [root = ''] = runId.split('/')
    const row = disk.store.get('SELECT context FROM rows WHERE actor = ?', `${runId}/${nodeId}`)
    const used = Number(JSON.parse(String(row?.context ?? '{}')).failures ?? 0)
    return runOf(root).world.endings[`${runId}/${nodeId}`.slice(root.length + 1)]?.[used] ?? 'ok'
  }
  /** I5, where commands leave. */
  const sent = (life: Life) => (text: string) => {
    const message = JSON.parse(text)
    if (message.t !== 'request' || world.live?.life !== life) return
    const [root = ''] = String(message.args.key).split('/')
    if (disk.store.get("SELECT 1 FROM runs WHERE id = ? AND status = 'cancelled'", root))
      world.wrong ??= `I5: a command for ${message.args.key} leaves although its run is cancelled`
  }

  const world: SimWorld = {
    ...{ random, mood, nature, disk, runs, sizes, going, begun, effects },
    applications: served.map((app) =>
      createApplication(app, {
        ...{ random, key: key[app] ?? new Uint8Array() },
        onEffect: (work) => void effects.push(work),
      }),
    ),
    browsers: [0, 1].map((n) => createBrowser(`browser ${n}`, drawing.pick(runs)?.start.runId ?? '')),
    live: null,
    zombies: [],
    allowed: new Map(),
    ledger: place,
    looked: { effects: 0, begun: 0, lanes: 0, free: new Map() },
    wrong: null,
    steps: 0,
    connections: [],
    async open() {
      const life = createLife()
      instances += 1
      const instance = `p${instances}`
      const lane = createSimLane({
        ...{ life, random, runOf, fateOf, now: nature.clock.now },
        onBegin(one) {
          going.add(one)
          const { runId, nodeId, attempt } = one.attempt
          if (!life.dead) begun.push({ key: `${runId}/${nodeId}`, attempt })
        },
        onEnd: (one) => void going.delete(one),
      })
      const opening = async () => {
        const runner = await openSimRunner({
          ...{ life, nature, instance, lane, sizes, batch, db: disk.open(life) },
          onLost: () => life.die(),
        })
        runner.feed.listen(({ id, runId, change }) => {
          if (!life.dead) place(instance, runId).push({ seq: Number(id.split('.')[1]), type: change.type })
        })
        const isCacheable = ({ runId, nodeId }: Job) =>
          runner.host.runs.compiled(runId).plan.nodes.some((node) => node.nodeId === nodeId && node.cacheable)
        world.live = { ...runner, isCacheable }
      }
      disk.onCommit = (by) => {
        if (by !== life && !by.dead)
          world.wrong ??= 'I8: a runner stored something after another one took over'
      }
      let failed: unknown = null
      await nature.during(life, () =>
        opening().catch((error) => {
          failed = error
        }),
      )
      if (failed !== null) throw failed
    },
    async dial(application) {
      const { live } = world
      if (!live) return
      const connection = connect(live.life, sent(live.life))
      await nature.during(live.life, () => live.hub.admit(connection.channel))
      application.dial(connection)
      world.connections = [...world.connections.filter(({ open, news }) => open || news), connection]
    },
    leave: nature.leave,
  }
  return world
}
