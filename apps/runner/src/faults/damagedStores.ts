import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prngOf } from '@segue/engine/sim/prng'
import { failureOf } from '@segue/protocol'
import { pino } from 'pino'
import { Config } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { openRunner } from '../runner.ts'
import { openDatabase } from '../store/database.ts'
import { migrations } from '../store/schema.ts'
import { copyStore, damages } from './damage.ts'
import { openLab } from './lab.ts'

/** What became of damaged stores. */
export interface Damaged {
  /** Refused by name. */
  refused: number
  /** Opened: nothing that a store must hold was touched, or what was not on the file had never been there. */
  opened: number
}

const config = Config.parse({ applications: { blender: 'off' } })
const log = pino({ level: 'silent' })

/**
 * Damages copies of a store in which runs have ended, wait and were at work when their runner died, in every way that
 * there is, and starts a runner on each. Throws where one starts over an empty store, where a refusal names no file or
 * no way out, or changes it.
 */
export async function damageStores(times: number, seed: number): Promise<Damaged> {
  const random = prngOf(seed)
  const root = mkdtempSync(join(tmpdir(), 'segue-damage-'))
  const whole = join(root, 'whole.db')
  const foreign = join(root, 'foreign.db')
  const count: Damaged = { refused: 0, opened: 0 }
  try {
    await makeStore(whole)
    makeForeign(foreign)
    const ways = Object.entries(damages)
    for (let i = 0; i < times; i++) {
      const [name, damage] = ways[i % ways.length] ?? never('there is no way')
      const home = join(root, `home-${i}`)
      mkdirSync(home)
      const file = join(home, 'segue.db')
      copyStore(whole, file)
      damage(file, random, foreign)
      count[await startOn(home, file, `${name} (${i})`)] += 1
      rmSync(home, { recursive: true, force: true })
    }
    return count
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** A store as a dead runner leaves it, with its log. */
async function makeStore(to: string): Promise<void> {
  const lab = openLab()
  try {
    const runner = await lab.start()
    await lab.run(runner, 'chain')
    await lab.run(runner, 'map')
    await lab.settle(runner)
    await runner.close()
    const next = await lab.start()
    await lab.run(next, 'chain', 60_000)
    await lab.run(next, 'diamond', 60_000)
    await next.kill()
    copyStore(lab.database, to)
  } finally {
    await lab.remove()
  }
}

/** A small store of somebody else, with its log. */
function makeForeign(to: string): void {
  const db = openDatabase(`${to}.open`)
  db.run("INSERT INTO recipes (id, name, revision, document, updated_at) VALUES ('rcp_1', 'One', 1, '{}', 0)")
  copyStore(db.file, to)
  db.close()
}

async function startOn(root: string, file: string, how: string): Promise<keyof Damaged> {
  const before = readFileSync(file)
  try {
    const runner = await openRunner(openHome(root), config, log)
    await runner.close()
  } catch (error) {
    const { code, message, hint } = failureOf(error)
    if (!code.startsWith('store.')) never(`${how}: ${code}: ${message}`, error)
    if (!message.includes(file) || hint === '') never(`${how}: ${message} ${hint}`)
    if (!readFileSync(file).equals(before)) never(`${how}: the file was changed and then refused`)
    return 'refused'
  }
  const db = openDatabase(file)
  const version = db.get('PRAGMA user_version')?.user_version
  const runs = db.get('SELECT count(*) AS n FROM runs')?.n
  db.close()
  if (version !== migrations.length || runs === 0) never(`${how}: the store is not what it was`)
  return 'opened'
}

function never(what: string, cause?: unknown): never {
  throw new Error(`never: a damaged store, ${what}`, { cause })
}
