import type { PlannerService, RecipesService, StudioContext, SystemService } from '@segue/api'
import { catalogue } from '@segue/nodes'
import type { PlannerSettings } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import { createModelAnswerer } from './model/modelAnswerer.ts'
import { modelFor } from './model/providers.ts'
import { offlineAnswerer } from './offlineAnswerer.ts'
import { createPlannerService } from './plannerService.ts'
import { createPlanning, type Planning } from './planning.ts'
import { openProposals } from './proposalRows.ts'
import { keyName, openKeeping } from './settings.ts'

/** What the planner needs of a runner. */
export interface PlannerParts {
  db: Database
  vault: Vault
  recipes: RecipesService
  system: Pick<SystemService, 'apps'>
  studio(): Promise<StudioContext>
  clock: Pick<Clock, 'now'>
}

/** What a provider is called in messages. */
function hostOf({ provider, baseUrl }: PlannerSettings): string {
  if (baseUrl !== '') return new URL(baseUrl).host
  return provider === 'anthropic' ? 'Anthropic' : provider === 'openai' ? 'OpenAI' : 'The provider'
}

/** The planner of a runner. `answer` keeps nothing: it is for steps of a run. */
export interface OpenPlanner extends Pick<Planning, 'answer' | 'close'> {
  service: PlannerService
}

/** Opens the planner. What was being written when the runner ended is said to be cut off. */
export function openPlanner(parts: PlannerParts): OpenPlanner {
  const { db, vault, clock } = parts
  const rows = openProposals(db)
  const keeping = openKeeping({ db, vault, rows, now: clock.now })
  const planning = createPlanning({
    ...parts,
    ...{ rows, types: catalogue, settings: keeping.settings },
    answererFor: (settings) =>
      settings.provider === 'offline'
        ? offlineAnswerer
        : createModelAnswerer({
            settings,
            model: modelFor(settings, vault.get(keyName(settings.provider))),
            host: hostOf(settings),
            spent: () => keeping.spent(),
            now: clock.now,
          }),
  })
  for (const cut of rows.open()) rows.put({ ...cut, state: 'cancelled' })
  return {
    service: createPlannerService({ ...parts, planning, keeping, types: catalogue }),
    answer: planning.answer,
    close: planning.close,
  }
}
