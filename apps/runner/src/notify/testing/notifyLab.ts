import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunHead } from '@segue/protocol'
import { onTestFinished } from 'vitest'
import { createFeed } from '../../host/feed.ts'
import { createTestClock } from '../../host/testClock.ts'
import { openDatabase } from '../../store/database.ts'
import { openVault } from '../../vault/vault.ts'
import { openNotify } from '../notify.ts'

/** Midday. */
export const startsAt = Date.UTC(2026, 4, 4, 12)

/** Notifications over a real store, whose clock and runs are the test's. */
export function openNotifyLab() {
  const folder = mkdtempSync(join(tmpdir(), 'segue-notify-'))
  const file = join(folder, 'segue.db')
  const time = createTestClock()
  time.set(startsAt - time.clock.now())
  const feed = createFeed('notify')
  const open = () => {
    const db = openDatabase(file)
    const head = (runId: string) => {
      const row = db.get('SELECT * FROM runs WHERE id = ?', runId) ?? {}
      return RunHead.parse({
        ...{ runId, recipeId: row.recipe_id, recipeName: row.recipe_name, status: row.status },
        ...{ createdAt: row.created_at, endedAt: row.ended_at, inputs: {}, outputs: {} },
        failures: JSON.parse(String(row.failures)),
      })
    }
    const notify = openNotify({
      ...{
        db,
        feed,
        head,
        clock: time.clock,
        log: { warn() {} },
        vault: openVault(db, join(folder, 'vault')),
      },
      report: () => ({ title: 'Segue: 1 done', text: 'Done\n  Film', notices: [] }),
      port: 4400,
    })
    notify.open()
    return { db, notify }
  }
  let now = open()
  onTestFinished(async () => {
    await now.notify.close()
    now.db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  /** Does all that is due, and lets what is under way come to an end. */
  const settle = async () => {
    for (let quiet = 0; quiet < 20; quiet++) {
      for (let work = time.next(); work; work = time.next()) work()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return {
    time,
    folder,
    get db() {
      return now.db
    },
    get service() {
      return now.notify.service
    },
    settle,
    async wait(ms: number) {
      time.pass(ms)
      await settle()
    },
    /** Stores a run as it stands; tells nobody. */
    run(id: string, status: string, { recipe = 'rcp_film', failures = [] as object[] } = {}) {
      const now = time.clock.now()
      lab().run(
        `INSERT OR REPLACE INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status,
           failures, created_at, ended_at) VALUES (?, ?, 'Film', 'c', 's', '{}', '{}', '/', ?, ?, ?, ?)`,
        ...[id, recipe, status, JSON.stringify(failures), now],
        ['succeeded', 'failed', 'cancelled'].includes(status) ? now : null,
      )
    },
    /** What the host says when a run has changed. */
    say(id: string) {
      const row = lab().get('SELECT status, ended_at FROM runs WHERE id = ?', id) ?? {}
      const head = { parent: null, status: row.status, endedAt: row.ended_at }
      feed.publish(id, { type: 'head', head: RunHead.parse({ ...empty, runId: id, ...head }) })
    },
    /** The process dies where it stands, and the next one opens the store. */
    async die() {
      time.forget()
      const dead = now
      now = open()
      await dead.notify.close()
      dead.db.close()
      await settle()
    },
  }
  function lab() {
    return now.db
  }
}

const empty = { recipeId: 'r', recipeName: 'Film', createdAt: 0, inputs: {}, outputs: {}, failures: [] }

/** Waits until something is so. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (await is()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('it never came to that')
}
