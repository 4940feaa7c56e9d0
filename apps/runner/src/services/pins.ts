import type { Compiled } from '@segue/engine'
import { AppId } from '@segue/protocol'
import { standInOf } from '@segue/standins/versions'
import { appTitle } from '../bridges/failure.ts'
import type { Hub } from '../bridges/hub.ts'
import { providerTitle } from '../cache/because.ts'
import type { Database } from '../store/database.ts'

export type Choice = 'real' | 'standIn'
export type Choices = Partial<Record<AppId, Choice>>

/** Which provider each application of a run has, and why. */
export interface Providers {
  /** `blender@3.4.1`, `standin:blender@2`, or `blender` for a real one that is not here yet. */
  providers: Record<string, string>
  /** What the recipe stays with from now on. */
  choices: Choices
  /** One sentence per application that is here while the recipe stays with its stand-in. */
  offers: string[]
}

/** The applications that a compiled recipe uses, in what it runs inside as well. */
function appsOf({ plan }: Compiled): Set<AppId> {
  const apps = new Set<AppId>()
  for (const { lane, child } of plan.nodes) {
    const app = AppId.safeParse(lane)
    if (app.success) apps.add(app.data)
    for (const inside of child ? appsOf(child) : []) apps.add(inside)
  }
  return apps
}

/**
 * Chooses a provider for each application: what the caller asks for, what the recipe is pinned to, else what is here.
 * Opening an application never changes what a recipe looks like.
 */
export async function chooseProviders(
  { db, hub }: { db: Database; hub: Pick<Hub, 'provider'> },
  { recipeId, compiled, asked = {} }: { recipeId: string; compiled: Compiled; asked?: Choices | undefined },
): Promise<Providers> {
  const used = appsOf(compiled)
  const found: Providers = { providers: {}, choices: {}, offers: [] }
  for (const app of AppId.options) {
    const here = await hub.provider(app)
    const pinned = asked[app] ?? pinOf(db, recipeId, app)
    const choice = (used.has(app) ? pinned : null) ?? (here.standIn ? 'standIn' : 'real')
    const real = here.standIn ? app : here.provider
    found.providers[app] = (choice === 'real' ? null : standInOf(app)) ?? real
    if (!used.has(app)) continue
    found.choices[app] = choice
    if (choice === 'standIn' && !here.standIn)
      found.offers.push(
        `${providerTitle(here.provider)} is here; this recipe stays with the stand-in. Choose “Run on the real ${appTitle(app)}” to change that.`,
      )
  }
  return found
}

function pinOf(db: Database, recipeId: string, app: AppId): Choice | null {
  const choice = db.get('SELECT choice FROM pins WHERE recipe_id = ? AND app = ?', recipeId, app)?.choice
  return choice === 'real' || choice === 'standIn' ? choice : null
}

/** Pins a recipe to its providers. */
export function pin(db: Database, recipeId: string, choices: Choices): void {
  db.tx(() => {
    for (const [app, choice] of Object.entries(choices))
      if (pinOf(db, recipeId, AppId.parse(app)) !== choice)
        db.run('INSERT OR REPLACE INTO pins (recipe_id, app, choice) VALUES (?, ?, ?)', recipeId, app, choice)
  })
}
