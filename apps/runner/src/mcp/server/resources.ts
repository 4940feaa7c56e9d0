import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server'
import { ArtifactRef, failureOf, type RunHead } from '@segue/protocol'
import { z } from 'zod'
import type { PublishedRecipe } from './published.ts'
import { viewRun } from './recipeRun.ts'
import type { McpWorld } from './world.ts'

const json = (uri: URL, content: unknown) => ({
  contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(content) }],
})

/** Published recipes as documents, and what runs made: each file with an address that is good for some hours. */
export function offerResources(
  server: McpServer,
  world: McpWorld,
  recipes: readonly PublishedRecipe[],
): void {
  for (const { recipe, version, name } of recipes)
    server.registerResource(
      name,
      `segue://recipes/${recipe.id}`,
      { title: recipe.name, description: recipe.description, mimeType: 'application/json' },
      async (uri) => json(uri, { version, recipe }),
    )
  server.registerResource(
    'run',
    new ResourceTemplate('segue://runs/{runId}', { list: undefined }),
    { title: 'A run', description: 'Status, outputs and files of a run.', mimeType: 'application/json' },
    async (uri, { runId }) => {
      const { head } = await viewRun(world, String(runId))
      return json(uri, { ...head, files: await filesOf(world, head) })
    },
  )
}

async function filesOf({ urlOf }: McpWorld, { outputs }: RunHead): Promise<object[]> {
  const refs = Object.entries(outputs).flatMap(([key, value]) =>
    z
      .array(ArtifactRef)
      .catch([])
      .parse(Array.isArray(value) ? value : [value])
      .map((ref) => ({ key, ref })),
  )
  return Promise.all(
    refs.map(async ({ key, ref }) => {
      const url = await urlOf(ref).catch((error) => failureOf(error).message)
      return { key, name: ref.name, mime: ref.mime, bytes: ref.bytes, url }
    }),
  )
}
