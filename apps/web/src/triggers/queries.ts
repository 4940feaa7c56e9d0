import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { runner } from '../server/client.ts'

/** When a schedule fires; the answer before stays in sight until this one is there. */
export const scheduleQuery = (asked: { when: string; zone: string }) =>
  queryOptions({
    queryKey: ['schedule', asked.when, asked.zone],
    queryFn: () => runner().triggers.preview(asked),
    placeholderData: keepPreviousData,
    retry: false,
    // The moments move on.
    staleTime: 10_000,
    refetchInterval: 30_000,
  })

/** The face of a recipe as a trigger runs it; `version` null = as it stands. */
export const faceQuery = (id: string, version: number | null) =>
  queryOptions({
    queryKey: ['face', id, version],
    queryFn: () => (version === null ? runner().recipes.get(id) : runner().recipes.version({ id, version })),
    enabled: id !== '',
    staleTime: 0,
    retry: false,
  })

const pageLength = 50

/** What became of a trigger, newest first, page by page. */
export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['firings', id],
    queryFn: ({ pageParam }) =>
      runner().triggers.history({
        id,
        limit: pageLength,
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null as number | null, // a first page has none
    getNextPageParam: (page) => (page.length < pageLength ? undefined : page.at(-1)?.seq),
    staleTime: 0,
  })
