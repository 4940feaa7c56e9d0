import type { SimWorld } from './simWorld.ts'

/** Everything of a dead process is gone: what it put off, its connections, and what its lanes had. */
export function bury(world: SimWorld): void {
  const { nature, going, applications, browsers, runs } = world
  for (const runner of [...world.zombies, ...(world.live ? [world.live] : [])]) {
    const { life } = runner
    if (!life.dead) continue
    nature.forget(life)
    for (const one of [...going]) if (one.life === life) going.delete(one)
    for (const { connection } of applications) if (connection?.life === life) connection.cut()
    for (const browser of browsers) if (browser.life === life) browser.cut()
    world.zombies = world.zombies.filter((other) => other !== runner)
    if (world.live === runner) world.live = null
  }
  if (world.live) return
  // Whose request was not answered asks again, unless it was stored after all.
  for (const run of runs) {
    if (run.state !== 'asked') continue
    const { runId } = run.start
    run.state = world.disk.store.get('SELECT 1 FROM runs WHERE id = ?', runId) ? 'accepted' : 'planned'
  }
}

function breakApplication({ random, applications }: SimWorld): void {
  const application = random.pick(applications)
  if (!application) return
  const what = random.pick(['crash', 'leave', 'hang'] as const)
  if (what === 'crash') application.crash()
  if (what === 'leave') application.leave()
  if (what === 'hang') application.hangs = true
}

async function closeRunner(world: SimWorld): Promise<void> {
  const { live, nature } = world
  if (!live) return
  await nature.during(live.life, () => live.close())
  live.life.die()
}

/** Breaks what the mood wants broken before a step of the scheduler. */
export async function breakThings(world: SimWorld): Promise<void> {
  const { random, mood, live, applications, disk, nature, going } = world
  const chance = (part: number) => random.next() < part
  if (live && chance(mood.crash)) {
    if (chance(0.5)) live.life.die()
    else live.life.dieAfter(1 + random.below(8))
  }
  if (live && chance(mood.close)) await closeRunner(world)
  if (live && !live.life.dead && chance(mood.zombie)) {
    world.zombies.push(live)
    await world.open()
  }
  if (chance(mood.cut)) random.pick(applications)?.connection?.cut()
  if (chance(mood.cut)) {
    const browser = random.pick(world.browsers.filter(({ isConnected }) => isConnected))
    if (browser?.life) await nature.during(browser.life, browser.cut)
  }
  if (chance(mood.trouble)) breakApplication(world)
  if (chance(mood.block)) {
    const one = random.pick([...going].filter(({ block, life }) => block !== null && !life.dead))
    if (one) await nature.during(one.life, () => one.block?.())
  }
  if (chance(disk.full ? 0.2 : mood.full)) disk.full = !disk.full
  if (chance(mood.time)) {
    const [ms, kind] = [random.below(20_000), random.below(4)]
    if (kind === 0) nature.set(random.pick([-3_600_000, 3_600_000, 86_400_000]) ?? 0)
    else if (kind === 1) nature.pass(ms * 100, true)
    else passTo(world, nature.steady + ms)
  }
}

/** Everything is well again, so that every world comes to its end; runners that lost the store have been ended. */
export function mend(world: SimWorld): void {
  for (const { life } of world.zombies) life.die()
  world.disk.full = false
  for (const application of world.applications) application.hangs = false
}

/** Time passes until a moment of the steady clock, or until the next timer. */
export function passTo({ nature }: SimWorld, at: number): void {
  const next = nature.next() ?? at
  nature.pass(Math.max(0, Math.min(at, next) - nature.steady))
}
