import type { AppState, Preview, RecipeHead, RecipeQuery } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query'
import { runner } from './client.ts'

/** Answers of the runner, kept while they are fresh. Signed addresses inside previews live for hours. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, retry: 1, refetchOnWindowFocus: false } },
})

export const appsQuery = queryOptions({ queryKey: ['apps'], queryFn: () => runner().system.apps() })

export const recipesQuery = queryOptions({ queryKey: ['recipes'], queryFn: () => runner().recipes.list() })

/** The recipes that a search finds, in use or put away; the ones before stay in sight until these are there. */
export const foundRecipesQuery = (query: RecipeQuery) =>
  queryOptions({
    queryKey: [...recipesQuery.queryKey, query],
    queryFn: () => runner().recipes.list(query),
    placeholderData: keepPreviousData,
  })

/** The saved versions of a recipe, newest first. */
export const historyQuery = (recipeId: string) =>
  queryOptions({ queryKey: ['history', recipeId], queryFn: () => runner().recipes.history(recipeId) })

/** What changes when older nodes of a recipe are brought up to date; null when there are none. */
export const migrationQuery = (recipeId: string) =>
  queryOptions({ queryKey: ['migration', recipeId], queryFn: () => runner().recipes.migration(recipeId) })

export const sampleQuery = (recipeId: string) =>
  queryOptions({
    queryKey: ['sample', recipeId],
    queryFn: () => runner().recipes.sample(recipeId),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const previewQuery = (ref: ArtifactRef) =>
  queryOptions({
    queryKey: ['preview', ref.artifactId],
    queryFn: () => runner().artifacts.preview(ref),
    staleTime: 3_600_000,
    gcTime: 600_000,
  })

export const useRecipes = (): UseQueryResult<RecipeHead[]> => useQuery(recipesQuery)

export const useApps = (): UseQueryResult<AppState[]> => useQuery(appsQuery)

/** What an artifact looks like. */
export const usePreview = (ref: ArtifactRef): UseQueryResult<Preview> => useQuery(previewQuery(ref))

const renewedAt = new Map<string, number>()

/** Asks for fresh addresses after one stopped working, at most once a minute. */
export async function renewPreview(ref: ArtifactRef): Promise<void> {
  if (Date.now() - (renewedAt.get(ref.artifactId) ?? 0) < 60_000) return
  renewedAt.set(ref.artifactId, Date.now())
  await queryClient.invalidateQueries(previewQuery(ref))
}
