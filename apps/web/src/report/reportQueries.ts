import { queryOptions } from '@tanstack/react-query'
import { runner } from '../server/client.ts'

/** What happened since a moment; since the last evening when it is null. */
export const nightQuery = (since: number | null) =>
  queryOptions({
    queryKey: ['night', since],
    queryFn: () => runner().report.night(since ?? undefined),
    staleTime: 10_000,
  })

/** What is to come until nine tomorrow, and what would keep it from it. */
export const preflightQuery = queryOptions({
  queryKey: ['preflight'],
  queryFn: () => runner().preflight.check({}),
  staleTime: 0,
})
