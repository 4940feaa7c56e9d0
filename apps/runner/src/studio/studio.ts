import type { StudioService } from '@segue/api'
import type { StudioNow } from '@segue/protocol'
import type { Hub } from '../bridges/hub.ts'
import { thisMachine } from '../bridges/install/machine.ts'
import type { Feed } from '../host/feed.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { Logger } from '../log/logger.ts'
import type { Database } from '../store/database.ts'
import { connectStepsOf } from './connectSteps.ts'
import { openStudio } from './context.ts'
import { openProject } from './projectStore.ts'
import { openRelations } from './relations.ts'
import { watchRunRelations } from './runRelations.ts'
import { createStudioService } from './studioService.ts'
import { watchSyncRelations } from './syncRelations.ts'
import { createSyncs } from './syncs.ts'

export interface StudioPartsOptions {
  db: Database
  /** `SEGUE_HOME`. */
  home: string
  host: SqliteHost
  hub: Hub
  feed: Feed
  logger: Logger
}

/** Everything about the studio in one runner. */
export interface StudioParts {
  service: StudioService
  /** What a node sees of it. */
  now(): StudioNow
  close(): void
}

/** Opens it; listens to applications and runs, starts none. */
export function openStudioParts({ db, home, host, hub, feed, logger }: StudioPartsOptions): StudioParts {
  const project = openProject(db)
  const relations = openRelations(db, Date.now)
  const syncs = createSyncs({
    hub,
    logger,
    load: () => project.get().syncs,
    save: async (all) => void project.change({ syncs: all }),
    working: (app) => host.running().some(({ lane }) => lane === app),
  })
  const stops = [
    watchRunRelations({ feed, runs: host.runs, relations, logger }),
    watchSyncRelations(syncs, relations),
  ]
  const studio = openStudio({ hub, host, project, relations, syncs, now: Date.now })
  const stateOf = (app: string) => {
    const state = hub.states().find((one) => one.app === app)
    return state ?? { state: 'absent' as const, provider: app, detail: '' }
  }
  const service = createStudioService({
    studio,
    project,
    relations,
    syncs,
    connectSteps: (app) => connectStepsOf(app, { home, machine: thisMachine, state: stateOf }),
  })
  return {
    service,
    now: studio.now,
    close() {
      for (const stop of stops) stop()
      syncs.close()
      studio.close()
      relations.close()
    },
  }
}
