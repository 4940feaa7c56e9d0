import type { RecipesService, TriggersService } from '@segue/api'

/**
 * Recipes whose triggers rest while they are put away: archiving pauses them, and taking the recipe back leaves that to
 * a person, who may have forgotten what they start.
 */
export const archiving = (
  recipes: RecipesService,
  triggers: Pick<TriggersService, 'list' | 'pause'>,
): RecipesService => ({
  ...recipes,
  async archive(order) {
    const paused: string[] = []
    // Before it is put away: whoever dies in between has only paused too early.
    if (order.archived)
      for (const { id, name, enabled } of await triggers.list({ recipeId: order.id })) {
        if (!enabled) continue
        await triggers.pause(id)
        paused.push(name)
      }
    await recipes.archive(order)
    return { paused }
  },
})
