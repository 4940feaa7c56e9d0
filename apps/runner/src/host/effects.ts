import type { Effect } from '@segue/engine'
import { crashPoint } from '../crashPoint.ts'
import type { Database } from '../store/database.ts'
import { childOf } from './children.ts'
import type { Jobs } from './jobs.ts'
import { type Note, writeNote } from './journal.ts'
import type { Mail } from './mail.ts'
import type { RunRow, RunRows } from './runRows.ts'
import type { RunTable } from './runTable.ts'
import type { StepRows } from './stepRows.ts'
import type { Timers } from './timers.ts'

/** The tables that effects change. */
export interface Tables {
  db: Database
  mail: Mail
  jobs: Jobs
  timers: Timers
  runs: RunRows
  steps: StepRows
  table: RunTable
}

/** An attempt that must stop. */
export interface Stop {
  runId: string
  nodeId: string
  attempt: number
}

/** What of an event leaves the process once it is on disk. */
export interface Caused {
  stops: Stop[]
  notes: Note[]
}

/** Stores the effects of one event of `actor`, in order. Called inside the transaction; fails before it changes anything. */
export function applyEffects(
  tables: Tables,
  { run, actor, now }: { run: RunRow; actor: string; now: number },
  effects: readonly Effect[],
): Caused {
  const { runId } = run
  const children = effects.flatMap((effect) => {
    if (effect.t !== 'spawn') return []
    const { id, nodeId, item, seed } = effect
    return [{ id, child: childOf(tables.db, { run, runs: tables.table, nodeId, item, seed, now }) }]
  })
  const caused: Caused = { stops: [], notes: [] }
  for (const effect of effects) {
    switch (effect.t) {
      case 'send':
        tables.mail.push(effect.to, effect.event, effect.id)
        break
      case 'timer':
        tables.timers.set(actor, effect)
        break
      case 'untimer':
        tables.timers.drop(actor, effect)
        break
      case 'job':
        tables.jobs.add(runId, effect, run.priority)
        break
      case 'stop': {
        const place = tables.jobs.queue.byAttempt({ runId, ...effect })
        if (place) tables.jobs.remove(place)
        caused.stops.push({ runId, nodeId: effect.nodeId, attempt: effect.attempt })
        break
      }
      case 'note': {
        const note = { runId, actor, at: now, level: effect.level, text: effect.text }
        writeNote(tables.db, note)
        caused.notes.push(note)
        break
      }
      case 'view':
        if (effect.view.of === 'node') tables.steps.show(runId, effect.view, now)
        else tables.runs.show(runId, effect.view, now)
        break
    }
  }
  for (const { id, child } of children) {
    if (tables.runs.find(child.runId)) continue
    tables.runs.insert(child)
    tables.mail.push(child.runId, { type: 'START', seed: child.seed }, id)
    crashPoint('children.spawned')
  }
  return caused
}
