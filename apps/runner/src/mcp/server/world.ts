import type { RecipesService, RunsService, Services, StudioService } from '@segue/api'
import type { AppsClient, PlannerClient } from '@segue/client'
import type { ArtifactRef, RunChange } from '@segue/protocol'
import type { ArtifactStore } from '../../artifacts/artifactStore.ts'

/** What the MCP server does things with: a runner in this process, or one that is reached over its client. */
export interface McpWorld {
  recipes: Pick<RecipesService, 'list' | 'versions' | 'version'>
  runs: Pick<RunsService, 'start' | 'cancel'>
  planner: Pick<PlannerClient, 'propose' | 'get' | 'watch'>
  apps: Pick<AppsClient, 'call'>
  studio: Pick<StudioService, 'context'>
  /** Stores a file of this machine. Fails with what keeps it from being read. */
  take(path: string, name: string): Promise<ArtifactRef>
  /** An address that gives a stored file for some hours. */
  urlOf(ref: ArtifactRef): Promise<string>
  /** Calls back with the whole run and then its changes until `signal` aborts. */
  follow(runId: string, onChange: (change: RunChange) => void, signal: AbortSignal): Promise<void>
}

/** The world of the runner in this process. */
export function worldHere(services: Services, artifacts: Pick<ArtifactStore, 'putFile'>): McpWorld {
  const { recipes, runs, planner, apps, studio } = services
  return {
    ...{ recipes, runs, studio },
    planner: {
      ...planner,
      async watch(id, { signal, onData }) {
        for await (const proposal of planner.changes(id, signal)) onData(proposal)
      },
    },
    apps: {
      call: ({ args = {}, ...call }, signal = new AbortController().signal) =>
        apps.call({ ...call, args }, signal),
    },
    take: (path, name) => artifacts.putFile(path, { name, origin: path }),
    urlOf: (ref) => services.artifacts.url(ref, { download: true }),
    async follow(runId, onChange, signal) {
      for await (const { change } of runs.changes({ runId }, signal)) onChange(change)
    },
  }
}
