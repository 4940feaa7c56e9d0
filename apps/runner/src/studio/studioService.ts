import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectStep, StudioContext, StudioService } from '@segue/api'
import type { AppId } from '@segue/protocol'
import type { Studio } from './context.ts'
import type { ProjectStore } from './projectStore.ts'
import type { Relations } from './relations.ts'
import type { Syncs } from './syncTypes.ts'

export interface StudioServiceOptions {
  studio: Studio
  project: ProjectStore
  relations: Pick<Relations, 'see'>
  syncs: Syncs
  connectSteps(app: AppId): ConnectStep[]
}

/** A watcher hears this much after the last time at the earliest: four times a second. */
const pauseMs = 250

/** The studio as people and programs reach it. */
export function createStudioService(options: StudioServiceOptions): StudioService {
  const { studio, project, syncs } = options
  return {
    context: async () => studio.context(),
    changes: (signal) => contexts(studio, signal),
    async setProject(change) {
      project.change(change)
      return studio.context()
    },
    async setSync(sync) {
      await syncs.set(sync)
      return studio.context()
    },
    async removeSync(pair) {
      await syncs.remove(pair)
      return studio.context()
    },
    async carryMarkers(pair) {
      const carried = await syncs.carry(pair)
      const { leader: from, follower: to } = pair
      options.relations.see({ from, to, kind: 'sync', name: 'Markers', sha256: null, runId: null })
      return carried
    },
    connectSteps: async (app) => options.connectSteps(app),
  }
}

async function* contexts(studio: Studio, signal: AbortSignal): AsyncGenerator<StudioContext> {
  let wake = Promise.withResolvers<void>()
  const stop = studio.onChange(() => wake.resolve())
  signal.addEventListener('abort', () => wake.resolve(), { once: true })
  try {
    let before = ''
    while (!signal.aborted) {
      wake = Promise.withResolvers()
      const now = studio.context()
      const text = JSON.stringify(now)
      if (text !== before) yield now
      before = text
      await wake.promise
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  } finally {
    stop()
  }
}
