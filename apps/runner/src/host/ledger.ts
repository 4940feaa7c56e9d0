import { createHash } from 'node:crypto'
import type { Effect, EngineEvent, NodeViewState, Row, RunViewState } from '@segue/engine'
import { Failure, type RunStatus, type StepStatus } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'

const settledSteps: ReadonlySet<StepStatus> = new Set(['succeeded', 'failed', 'skipped', 'cancelled'])
const settledRuns: ReadonlySet<RunStatus> = new Set(['succeeded', 'failed', 'cancelled'])

/** An event in the inbox. `effectId` names the effect it comes from. */
export interface Waiting {
  seq: number
  actor: string
  event: EngineEvent
  effectId: string
}

/** The tables behind the reducer: rows, inbox, timers, jobs, journal and what people see. No decisions. */
export interface Ledger {
  row(actor: string): Row | null
  /** The oldest event waiting, or null. */
  nextEvent(): Waiting | null
  push(actor: string, event: EngineEvent, effectId: string): void
  /** Stores everything one event caused. Called inside a transaction. */
  record(waiting: Waiting, caused: { row: Row; effects: Effect[]; now: number }): void
  drop(seq: number): void
}

/** Opens the ledger on a store. */
export function openLedger(db: Database): Ledger {
  const push = (actor: string, event: EngineEvent, effectId: string) =>
    void db.run(
      'INSERT OR IGNORE INTO inbox (effect_id, actor, event) VALUES (?, ?, ?)',
      effectId,
      actor,
      JSON.stringify(event),
    )
  const drop = (seq: number) => void db.run('DELETE FROM inbox WHERE seq = ?', seq)
  return {
    push,
    drop,
    row(actor) {
      const row = db.get('SELECT machine, state, context, seq FROM rows WHERE actor = ?', actor)
      if (!row) return null
      return {
        actor,
        machine: String(row.machine),
        state: String(row.state),
        context: JSON.parse(String(row.context)),
        seq: Number(row.seq),
      }
    },
    nextEvent() {
      const row = db.get('SELECT seq, actor, event, effect_id FROM inbox ORDER BY seq LIMIT 1')
      if (!row) return null
      const [actor, effectId] = [String(row.actor), String(row.effect_id)]
      return { seq: Number(row.seq), actor, event: JSON.parse(String(row.event)), effectId }
    },
    record({ seq, actor, event, effectId }, { row, effects, now }) {
      const context = JSON.stringify(row.context)
      db.run(
        'INSERT OR REPLACE INTO rows (actor, machine, state, context, seq) VALUES (?, ?, ?, ?, ?)',
        actor,
        row.machine,
        row.state,
        context,
        row.seq,
      )
      const hash = rowHash(row.state, context)
      journal(db, { actor, now, kind: 'event', data: JSON.stringify(event), effectId, hash })
      for (const effect of effects) applyEffect(db, push, actor, { effect, now })
      drop(seq)
    },
  }
}

const rowHash = (state: string, context: string): string =>
  createHash('sha256').update(state).update(context).digest('hex').slice(0, 16)

const runOf = (actor: string): string => actor.split('/', 1)[0] ?? actor

interface JournalLine {
  actor: string
  now: number
  kind: 'event' | 'note'
  data: string
  effectId: string | null
  hash: string | null
}

function journal(db: Database, { actor, now, kind, data, effectId, hash }: JournalLine): void {
  db.run(
    'INSERT INTO journal (run_id, actor, at, kind, data, effect_id, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    runOf(actor),
    actor,
    now,
    kind,
    data,
    effectId,
    hash,
  )
}

/** Adds a line for people to a run's journal. */
export function writeNote(
  db: Database,
  actor: string,
  at: number,
  note: { level: string; text: string },
): void {
  journal(db, { actor, now: at, kind: 'note', data: JSON.stringify(note), effectId: null, hash: null })
}

type Push = (actor: string, event: EngineEvent, effectId: string) => void

function applyEffect(db: Database, push: Push, actor: string, given: { effect: Effect; now: number }): void {
  const { effect, now } = given
  switch (effect.t) {
    case 'send':
      return push(effect.to, effect.event, effect.id)
    case 'timer':
      db.run(
        'INSERT OR REPLACE INTO timers (actor, timer, epoch, at) VALUES (?, ?, ?, ?)',
        actor,
        effect.timer,
        effect.epoch,
        Math.ceil(effect.at),
      )
      return
    case 'untimer':
      db.run(
        'DELETE FROM timers WHERE actor = ? AND timer = ? AND epoch = ?',
        actor,
        effect.timer,
        effect.epoch,
      )
      return
    case 'job':
      db.run(
        'INSERT OR IGNORE INTO jobs (run_id, node_id, attempt, lane, locks) VALUES (?, ?, ?, ?, ?)',
        runOf(actor),
        effect.nodeId,
        effect.attempt,
        effect.lane,
        JSON.stringify(effect.locks),
      )
      return
    case 'stop':
      db.run(
        'DELETE FROM jobs WHERE run_id = ? AND node_id = ? AND attempt = ?',
        runOf(actor),
        effect.nodeId,
        effect.attempt,
      )
      return
    case 'note':
      return writeNote(db, actor, now, { level: effect.level, text: effect.text })
    case 'view':
      return effect.view.of === 'node'
        ? storeStep(db, runOf(actor), effect.view, now)
        : storeRun(db, actor, effect.view, now)
  }
}

function storeStep(db: Database, runId: string, view: NodeViewState, now: number): void {
  const started = view.status === 'running' ? now : null
  const ended = settledSteps.has(view.status) ? now : null
  db.run(
    `INSERT INTO steps (run_id, node_id, status, settled_by, reason, attempt, outputs, failure, started_at, ended_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, node_id) DO UPDATE SET status = excluded.status, settled_by = excluded.settled_by,
       reason = excluded.reason, attempt = excluded.attempt, outputs = excluded.outputs, failure = excluded.failure,
       started_at = coalesce(steps.started_at, excluded.started_at), ended_at = excluded.ended_at`,
    runId,
    view.nodeId,
    view.status,
    view.settledBy,
    view.reason,
    view.attempt,
    view.outputs,
    view.failure ? JSON.stringify(view.failure) : null,
    started,
    ended,
  )
}

function storeRun(db: Database, runId: string, view: RunViewState, now: number): void {
  db.run(
    'UPDATE runs SET status = ?, failures = ?, ended_at = ? WHERE id = ?',
    view.status,
    JSON.stringify(z.array(Failure).parse(view.failures)),
    settledRuns.has(view.status) ? now : null,
    runId,
  )
}
