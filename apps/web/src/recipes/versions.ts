import type { RecipeVersion } from '@segue/api'
import { failureOf, type RecipeUse } from '@segue/protocol'
import { queryOptions } from '@tanstack/react-query'
import { toast } from 'sonner'
import { catalogueNow } from '../document/catalogue.ts'
import { recipeUse } from '../document/recipeUse.ts'
import { runner } from '../server/client.ts'
import { queryClient } from '../server/queries.ts'

/** The published versions of a recipe, newest first. */
export const versionsQuery = (recipeId: string) =>
  queryOptions({
    queryKey: ['versions', recipeId],
    queryFn: (): Promise<RecipeVersion[]> => runner().recipes.versions(recipeId),
  })

/** One version as the face of a node. */
export async function versionUse(id: string, version: number): Promise<RecipeUse> {
  return recipeUse(await runner().recipes.version({ id, version }), version, catalogueNow())
}

/** Keeps the draft of a recipe as its next version. */
export async function publishRecipe(id: string): Promise<RecipeVersion> {
  const made = await runner().recipes.publish(id)
  await queryClient.invalidateQueries(versionsQuery(id))
  const users = (await runner().recipes.versionUsers(id)).filter(({ version }) => version !== made.version)
  if (users.length > 0)
    toast(
      `Still on earlier versions: ${users.map(({ name, version }) => `${name} (${version})`).join(', ')}.`,
      {
        description: 'They stay there until you move them.',
      },
    )
  return made
}

/** The newest version of a recipe as the face of a node; a recipe that has none yet gets its first. */
export async function newestUse(id: string): Promise<RecipeUse> {
  const [newest = await publishRecipe(id)] = await runner().recipes.versions(id)
  return versionUse(id, newest.version)
}

/** Says why something about a recipe did not work. */
export function tellFailure(error: unknown): void {
  const { message, hint } = failureOf(error)
  toast.error(message, { description: hint })
}
