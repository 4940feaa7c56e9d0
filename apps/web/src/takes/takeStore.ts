import { queryOptions, useQuery } from '@tanstack/react-query'
import { attempt } from '../notify/orders.ts'
import { runner } from '../server/client.ts'
import { queryClient } from '../server/queries.ts'

/** Favourites of a recipe, newest first. */
export const takesQuery = (recipeId: string) =>
  queryOptions({
    queryKey: ['takes', recipeId],
    queryFn: () => runner().takes.list({ recipeId }),
    staleTime: 30_000,
  })

/** The favourite that an output of a run is; undefined when it is none. */
export function useTake(recipeId: string | undefined, runId: string | undefined, output: string) {
  const { data } = useQuery({ ...takesQuery(recipeId ?? ''), enabled: recipeId !== undefined })
  return data?.find((take) => take.runId === runId && take.output === output)
}

/** Makes an output a favourite. */
export const keepTake = (runId: string, output: string): Promise<void> =>
  change(() => runner().takes.keep({ runId, output }))

/** Takes a favourite away. */
export const dropTake = (id: string): Promise<void> => change(() => runner().takes.drop(id))

async function change(work: () => Promise<unknown>): Promise<void> {
  if (await attempt(work)) await queryClient.invalidateQueries({ queryKey: ['takes'] })
}
