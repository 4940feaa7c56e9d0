import type { McpServer } from '@modelcontextprotocol/server'
import { PlanRequest } from '@segue/protocol'
import { z } from 'zod'
import { answer } from './answer.ts'
import type { McpWorld } from './world.ts'

/** Editing by other programs ends in a proposal: it stands in the editor until a person takes it. Nothing is written. */
export function offerProposals(server: McpServer, { recipes, planner }: McpWorld): void {
  server.registerTool(
    'recipe.list',
    {
      title: 'Recipes',
      description: 'All recipes in use, by id, name and description.',
      inputSchema: z.strictObject({}),
      annotations: { readOnlyHint: true },
    },
    () =>
      answer(async () => ({
        recipes: (await recipes.list()).map(({ id, name, description }) => ({
          id,
          name,
          description,
        })),
      })),
  )
  server.registerTool(
    'recipe.propose',
    {
      title: 'Propose a change to a recipe',
      description:
        'Plans a change from a sentence and shows it in the editor as a proposal. A person accepts it or not; nothing is changed before.',
      inputSchema: PlanRequest.pick({ recipeId: true, prompt: true }),
    },
    (asked, { mcpReq: { signal } }) =>
      answer(async () => {
        const started = await planner.propose(PlanRequest.parse(asked))
        let proposal = started
        await planner.watch(started.id, {
          signal,
          onData(one) {
            proposal = one
          },
        })
        return { proposal }
      }),
  )
}
