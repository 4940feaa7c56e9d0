import type { ArtifactRef } from '@segue/protocol'
import { queryOptions } from '@tanstack/react-query'
import { runner } from '../server/client.ts'

/** What helps to judge what a step asks about. */
export const reviewQuery = (runId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['review', runId, nodeId],
    queryFn: () => runner().runs.review({ runId, nodeId }),
  })

/** How loud a file is; the same bytes are always as loud. */
export const loudnessQuery = (ref: ArtifactRef) =>
  queryOptions({
    queryKey: ['loudness', ref.artifactId],
    queryFn: () => runner().artifacts.loudness(ref),
    staleTime: Number.POSITIVE_INFINITY,
  })
