import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRunTable } from '../host/runTable.ts'
import { replay } from '../services/replay.ts'
import { type Database, openDatabase } from '../store/database.ts'
import type { StubEffect } from './stubTypes.ts'

/** What a test knows, however many runners died meanwhile. */
export interface Memory {
  readonly accepted: ReadonlySet<string>
  /** A runner has said that this run is accepted. */
  accept(runId: string): void
  /** This step of `run/node` may work once more: a person said so, or it found no room for what it made. */
  allow(key: string): void
  timesAllowed(key: string): number
  /** Remembers how a step ended; returns how it had ended when that was looked at before. */
  ended(key: string, outcome: string): string
}

/** Nothing is known yet. */
export function newMemory(): Memory {
  const accepted = new Set<string>()
  const allowed = new Map<string, number>()
  const outcomes = new Map<string, string>()
  return {
    accepted,
    accept: (runId) => void accepted.add(runId),
    allow: (key) => void allowed.set(key, (allowed.get(key) ?? 0) + 1),
    timesAllowed: (key) => allowed.get(key) ?? 0,
    ended(key, outcome) {
      const before = outcomes.get(key) ?? outcome
      outcomes.set(key, before)
      return before
    },
  }
}

export interface Checked {
  home: string
  database: string
  effects: readonly StubEffect[]
  memory: Memory
}

const never = (what: string): never => {
  throw new Error(`never: ${what}`)
}

/** Holds a store, the journal of the stub application and the stored files against the promises of Segue. */
export function checkInvariants(checked: Checked): void {
  const db = openDatabase(checked.database)
  try {
    nothingAcceptedIsLost(db, checked)
    endsStay(db, checked)
    nothingRunsTwice(db, checked)
    filesAreWhole(db, checked)
    nothingIsLeftOver(db)
    journalsLeadToRows(db)
  } finally {
    db.close()
  }
}

function nothingAcceptedIsLost(db: Database, { memory }: Checked): void {
  for (const runId of memory.accepted)
    if (!db.get('SELECT 1 FROM runs WHERE id = ?', runId)) never(`accepted run ${runId} is gone`)
}

const over = "('succeeded', 'failed', 'skipped', 'cancelled')"

function endsStay(db: Database, { memory }: Checked): void {
  const rows = db.all(
    `SELECT run_id, node_id, status, outputs, failure, ended_at FROM steps WHERE status IN ${over}`,
  )
  for (const { run_id, node_id, ...outcome } of rows) {
    const key = `${run_id}/${node_id}`
    const now = JSON.stringify(outcome)
    const before = memory.ended(key, now)
    if (before !== now) never(`${key} had ended as ${before}, and now as ${now}`)
  }
}

/** No step works more often than it has attempts or may; one that must not run twice does so only when it may. */
function nothingRunsTwice(db: Database, { effects, memory }: Checked): void {
  const times = Map.groupBy(effects, ({ key }) => key)
  for (const [key, all] of times) {
    const slash = key.lastIndexOf('/')
    const step = db.get(
      'SELECT attempt FROM steps WHERE run_id = ? AND node_id = ?',
      key.slice(0, slash),
      key.slice(slash + 1),
    )
    if (all.length > Number(step?.attempt ?? 0) + memory.timesAllowed(key))
      never(`${key} worked ${all.length} times in ${step?.attempt ?? 0} attempts`)
    if (all.some(({ once }) => once) && all.length > 1 + memory.timesAllowed(key))
      never(`${key} worked ${all.length} times and may do so once`)
  }
}

function filesAreWhole(db: Database, { home }: Checked): void {
  for (const { id, bytes } of db.all('SELECT id, bytes FROM artifacts')) {
    const content = readFileSync(join(home, 'artifacts', String(id).slice(0, 2), String(id)))
    if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== id)
      never(`the file ${id} is not what it is listed as`)
  }
  for (const { data } of db.all('SELECT data FROM outputs'))
    for (const [, id = ''] of String(data).matchAll(/"artifactId":"([0-9a-f]{64})"/g))
      if (!/^0+$/.test(id) && !db.get('SELECT 1 FROM artifacts WHERE id = ?', id))
        never(`an output names the file ${id}, which is not listed`)
}

function nothingIsLeftOver(db: Database): void {
  const ended = "SELECT id FROM runs WHERE status IN ('succeeded', 'failed', 'cancelled')"
  for (const { run_id, node_id } of db.all(`SELECT run_id, node_id FROM jobs WHERE run_id IN (${ended})`))
    never(`${run_id} is over and still has a job for ${node_id}`)
  for (const { run_id, node_id, status } of db.all(
    `SELECT run_id, node_id, status FROM steps WHERE status NOT IN ${over} AND run_id IN (${ended})`,
  ))
    never(`${run_id} is over and ${node_id} is ${status}`)
  for (const { id } of db.all(`SELECT id FROM runs WHERE parent_run IN (${ended}) AND id NOT IN (${ended})`))
    never(`${id} goes on although the run that holds it is over`)
}

function journalsLeadToRows(db: Database): void {
  const runs = openRunTable(db)
  for (const { id } of db.all('SELECT id FROM runs WHERE parent_run IS NULL')) {
    const { differs } = replay(db, runs, String(id))
    if (differs) never(`the journal of ${id} leads elsewhere: ${JSON.stringify(differs)}`)
  }
}
