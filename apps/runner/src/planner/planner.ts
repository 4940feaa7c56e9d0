import type { PlannerService, RecipesService, StudioContext, SystemService } from '@segue/api'
import { catalogue } from '@segue/nodes'
import type { Clock } from '../host/clock.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import { offlineAnswerer } from './offlineAnswerer.ts'
import { createPlannerService } from './plannerService.ts'
import { createPlanning } from './planning.ts'
import { openProposals } from './proposalRows.ts'
import { openKeeping } from './settings.ts'

/** What the planner needs of a runner. */
export interface PlannerParts {
  db: Database
  vault: Vault
  recipes: RecipesService
  system: Pick<SystemService, 'apps'>
  studio(): Promise<StudioContext>
  clock: Pick<Clock, 'now'>
}

/** Opens the planner. What was being written when the runner ended is said to be cut off. */
export function openPlanner(parts: PlannerParts): { service: PlannerService; close(): Promise<void> } {
  const { db, vault, clock } = parts
  const rows = openProposals(db)
  const keeping = openKeeping({ db, vault, rows, now: clock.now })
  const planning = createPlanning({
    ...parts,
    ...{ rows, types: catalogue, settings: keeping.settings },
    answererFor: () => offlineAnswerer,
  })
  for (const cut of rows.open()) rows.put({ ...cut, state: 'cancelled' })
  return {
    service: createPlannerService({ ...parts, planning, keeping, types: catalogue }),
    close: () => planning.close(),
  }
}
