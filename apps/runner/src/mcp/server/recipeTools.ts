import { fromJsonSchema, type McpServer, type ServerContext } from '@modelcontextprotocol/server'
import { fail } from '@segue/protocol'
import { z } from 'zod'
import { answer } from './answer.ts'
import { argumentSchema } from './argumentSchema.ts'
import type { PublishedRecipe } from './published.ts'
import { followRun, type RunState, startRecipe, stateOf, viewRun } from './recipeRun.ts'
import type { McpWorld } from './world.ts'

const handle = z.strictObject({ runId: z.string().max(200) })

/**
 * One tool for each published recipe, which answers when its run has ended or waits for a person, and tools that start,
 * look at and cancel runs without waiting.
 */
export function offerRecipes(server: McpServer, world: McpWorld, recipes: readonly PublishedRecipe[]): void {
  for (const one of recipes)
    server.registerTool(
      one.name,
      {
        title: one.recipe.name,
        description: `${one.recipe.description || one.recipe.name} Runs version ${one.version} of this recipe in Segue and waits until it has ended, or until it needs a person.`,
        inputSchema: fromJsonSchema<Record<string, unknown>>(argumentSchema(one.recipe)),
        annotations: { readOnlyHint: false, openWorldHint: true },
      },
      (given, context) => answer(() => runWhole(world, one, given, context)),
    )
  server.registerTool(
    'recipe.start',
    {
      title: 'Start a recipe',
      description: 'Starts a published recipe and gives the id of its run at once.',
      inputSchema: z.strictObject({
        recipe: z.string().describe(`One of: ${recipes.map(({ name }) => name).join(', ') || 'none yet'}`),
        inputs: z.record(z.string(), z.unknown()).default({}),
      }),
    },
    ({ recipe, inputs }) =>
      answer(async () => {
        const one = recipes.find(({ name }) => name === recipe)
        if (!one) throw unknownRecipe(recipe, recipes)
        return { runId: await startRecipe(world, one, inputs) }
      }),
  )
  server.registerTool(
    'recipe.status',
    {
      title: 'How far a run is',
      description: 'Status, settled steps, outputs and failures of a run, and what it waits for.',
      inputSchema: handle,
      annotations: { readOnlyHint: true },
    },
    ({ runId }) => answer(async () => stateOf(await viewRun(world, runId))),
  )
  server.registerTool(
    'recipe.cancel',
    { title: 'Cancel a run', description: 'Stops a run; what it works on ends first.', inputSchema: handle },
    ({ runId }) =>
      answer(async () => {
        await world.runs.cancel(runId)
        return stateOf(await viewRun(world, runId))
      }),
  )
}

async function runWhole(
  world: McpWorld,
  recipe: PublishedRecipe,
  given: Record<string, unknown>,
  { mcpReq: { signal, _meta, notify } }: ServerContext,
): Promise<RunState> {
  const runId = await startRecipe(world, recipe, given)
  const cancel = () => void world.runs.cancel(runId).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  const progressToken = _meta?.progressToken
  let told = -1
  const tell = ({ settled, steps }: RunState) => {
    if (progressToken === undefined || settled <= told) return
    told = settled
    const params = { progressToken, progress: settled, total: steps, message: recipe.recipe.name }
    // Who does not hear how far it is hears how it ends.
    notify({ method: 'notifications/progress', params }).catch(() => {})
  }
  try {
    const view = await followRun(world, runId, {
      signal,
      enough(one) {
        const state = stateOf(one)
        tell(state)
        return state.status === 'waiting' && state.waitsFor.length > 0
      },
    })
    return stateOf(view)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

const unknownRecipe = (name: string, recipes: readonly PublishedRecipe[]) =>
  fail({
    code: 'recipe.unknown',
    message: `No published recipe is called ${name}.`,
    hint: `Published are: ${recipes.map((one) => one.name).join(', ') || 'none; publish one in Segue first'}.`,
    kind: 'input',
  })
