import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlannerService, RecipesService, StudioContext } from '@segue/api'
import { starters } from '@segue/planner/eval/testing'
import type { Proposal } from '@segue/protocol'
import { createRecipeService } from '../../services/recipeService.ts'
import { type Database, openDatabase } from '../../store/database.ts'
import { openVault, type Vault } from '../../vault/vault.ts'
import { openPlanner } from '../planner.ts'

/** A planner over a store on disk, which can be closed and opened again. */
export interface ServiceLab {
  planner: PlannerService
  recipes: RecipesService
  vault: Vault
  db: Database
  file: string
  studio: StudioContext
  /** Asks and waits until the proposal is whole. */
  ask(
    request: Partial<Parameters<PlannerService['propose']>[0]> & { recipeId: string; prompt: string },
  ): Promise<Proposal>
  reopen(): Promise<void>
  close(): Promise<void>
}

const quietStudio: StudioContext = {
  project: { name: '', clock: null, notes: {} },
  time: null,
  apps: [],
  relations: [],
  syncs: [],
}

/** Opens it in a folder of its own, with every starter recipe. */
export async function openServiceLab(): Promise<ServiceLab> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-planner-'))
  const file = join(folder, 'segue.db')
  const open = () => {
    const db = openDatabase(file)
    const vault = openVault(db, join(folder, 'vault.key'))
    const recipes = createRecipeService(db, async () => null)
    const planner = openPlanner({
      ...{ db, vault, recipes, clock: { now: Date.now } },
      system: { apps: async () => [] },
      studio: async () => lab.studio,
    })
    return { db, vault, recipes, planner }
  }
  const lab: ServiceLab = {
    file,
    studio: quietStudio,
    get planner() {
      return parts.planner.service
    },
    get recipes() {
      return parts.recipes
    },
    get vault() {
      return parts.vault
    },
    get db() {
      return parts.db
    },
    async ask({ selection = [], from = null, refines = null, ...request }) {
      const { id } = await lab.planner.propose({ selection, from, refines, ...request })
      for await (const _ of lab.planner.changes(id, new AbortController().signal));
      return lab.planner.get(id)
    },
    async reopen() {
      await parts.planner.close()
      parts.db.close()
      parts = open()
    },
    async close() {
      await parts.planner.close()
      parts.db.close()
      if (existsSync(folder)) rmSync(folder, { recursive: true })
    },
  }
  let parts = open()
  for (const [name, recipe] of starters) await parts.recipes.create({ name, recipe })
  return lab
}
