import { breakThings, bury, mend, passTo } from './faults.ts'
import { invariants } from './invariants/all.ts'
import { over } from './invariants/invariant.ts'
import { nothingIsLeft } from './invariants/leftovers.ts'
import type { MoodName } from './moods.ts'
import { askNext, help, interfere } from './people.ts'
import { createSimWorld, type SimWorld } from './simWorld.ts'

const maxSteps = 20_000
/** Steps after which nothing breaks and nobody interferes any more, so that every run comes to its end. */
const troubledSteps = 400

type Move = () => Promise<void> | void

/** What can happen next without time passing. */
function moves(world: SimWorld): Move[] {
  const { nature, applications, browsers, going, live } = world
  const all: Move[] = nature.tasks().map((task) => () => nature.begin(task))
  for (const application of applications) {
    const { connection } = application
    if (!connection) {
      if (live) all.push(() => world.dial(application))
    } else if (connection.toApp.length > 0) all.push(application.hear)
    all.push(...application.moves())
  }
  for (const connection of world.connections)
    if (connection.news) all.push(() => nature.during(connection.life, connection.hear))
  for (const { end, life } of going) if (end) all.push(() => nature.during(life, end))
  for (const browser of browsers) {
    if (!live) continue
    const isThere = world.disk.store.get('SELECT 1 FROM runs WHERE id = ?', browser.runId) !== undefined
    if (isThere && !browser.isConnected) all.push(() => nature.during(live.life, () => browser.connect(live)))
    else if (browser.isConnected && browser.isBehind)
      all.push(() => nature.during(browser.life ?? live.life, browser.read))
  }
  return all
}

function checkStep(world: SimWorld): void {
  const [row] = world.disk.store.all('SELECT what FROM broken LIMIT 1')
  const wrong = row ? String(row.what) : world.wrong
  if (wrong !== null) throw new Error(wrong)
  check(world, 'look')
}

function check(world: SimWorld, when: 'look' | 'rest'): void {
  for (const one of invariants) {
    try {
      one[when]?.(world)
    } catch (error) {
      throw new Error(`${one.name}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  }
}

const isOver = ({ disk, runs }: SimWorld): boolean =>
  runs.every(({ state }) => state === 'accepted') &&
  disk.store.get(`SELECT 1 FROM runs WHERE status NOT IN ${over}`) === undefined

/** One thing happens. False when everything has ended. */
async function stepOnce(world: SimWorld): Promise<boolean> {
  const { random, nature } = world
  const move = random.pick(moves(world))
  if (move) await move()
  else {
    check(world, 'rest')
    if (isOver(world)) return false
    const next = nature.next()
    // A person looks before or after the time has passed.
    if (next !== null && random.next() < 0.5) passTo(world, next)
    else if (!((await askNext(world)) || (await help(world)))) {
      if (next === null) throw new Error('the world is stuck: nobody and nothing will take it further')
      passTo(world, next)
    }
  }
  return true
}

/** Runs the world of a seed to its end; the invariants are checked after every step. Fails when it gets stuck. */
export async function simulate(seed: number, mood: MoodName): Promise<SimWorld> {
  const world = createSimWorld(seed, mood)
  const onRejection = (reason: unknown) => {
    world.wrong ??= `nobody has dealt with: ${reason instanceof Error ? reason.stack : reason}`
  }
  process.on('unhandledRejection', onRejection)
  try {
    await world.open()
    await askNext(world)
    for (let steps = 0; steps < maxSteps; steps++) {
      world.steps = steps
      if (steps < troubledSteps) {
        await breakThings(world)
        await interfere(world)
      } else if (steps === troubledSteps) mend(world)
      bury(world)
      if (!world.live) await world.open()
      const goesOn = await stepOnce(world)
      checkStep(world)
      if (goesOn) continue
      await nothingIsLeft(world)
      checkStep(world)
      return world
    }
    throw new Error(`no end after ${maxSteps} steps`)
  } finally {
    process.off('unhandledRejection', onRejection)
    world.leave()
  }
}
