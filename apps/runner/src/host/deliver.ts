import { partsOf } from '@segue/engine'
import { failureOf } from '@segue/protocol'
import type { Logger } from '../log/logger.ts'
import { storeTrouble } from '../store/storeFailure.ts'
import type { Changes } from './changes.ts'
import type { CompiledStore } from './compiledStore.ts'
import type { Crashes } from './crashes.ts'
import { applyEffects, type Tables } from './effects.ts'
import { writeEvent } from './journal.ts'
import type { Letter } from './mail.ts'
import type { Parking } from './parking.ts'
import type { Rows } from './rows.ts'
import { settledRuns } from './runRows.ts'
import { settledSteps } from './stepRows.ts'

export interface DeliverOptions {
  tables: Tables
  rows: Rows
  compiled: CompiledStore
  parking: Parking
  crashes: Crashes
  log: Logger
}

/** Handles one letter: the event whole, or not at all. Returns false when it was only laid aside. */
export type Deliver = (letter: Letter, now: number, changes: Changes) => boolean

/**
 * Delivers letters to the reducer. A defect in one parks its run instead of stopping the others; its letters wait
 * with it. Called inside the transaction.
 */
export function createDeliver({ tables, rows, compiled, parking, crashes, log }: DeliverOptions): Deliver {
  return function deliver(letter, now, changes) {
    const { actor, runId, event } = letter
    const run = tables.runs.find(runId)
    // A run that the reducer could not cancel was ended without it: whatever still comes is too late.
    const over = run && settledRuns.has(run.status) && rows.get(runId)?.state !== run.status
    if (!run || over) {
      tables.mail.done(letter)
      return false
    }
    if (run.parked) {
      if (event.type !== 'CANCEL') {
        tables.mail.lay(letter)
        return false
      }
      parking.lift(runId, changes)
    }
    try {
      const { row, effects } = compiled.step(run.compiled)(rows.get(actor), event, { actor, now })
      changes.caused(applyEffects(tables, { run, actor, now }, effects))
      const rowHash = rows.put(row)
      writeEvent(tables.db, { runId, actor, at: now, event, effectId: letter.effectId, rowHash })
      tables.mail.done(letter)
      for (const effect of effects) {
        if (effect.t !== 'view') continue
        changes.shows(runId, partsOf(actor).nodeId)
        if (effect.view.of === 'node' && settledSteps.has(effect.view.status)) crashes.progressed(runId)
      }
      return true
    } catch (error) {
      if (storeTrouble(error)) throw error
      const failure = failureOf(error)
      log.error({ error: failure, actor, event: event.type }, 'an event has no answer; its run is set aside')
      if (event.type === 'CANCEL' || run.status === 'cancelling') {
        tables.mail.done(letter)
        changes.caused({ stops: parking.end(runId, now, changes), notes: [] })
      } else {
        tables.mail.lay(letter)
        parking.park(runId, failure, changes)
      }
      return false
    }
  }
}
