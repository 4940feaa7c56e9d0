import type { Services } from '@segue/api'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Garbage } from '../cache/garbage.ts'
import type { Home } from '../config/home.ts'
import type { Clock } from '../host/clock.ts'
import type { Feed } from '../host/feed.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { Logger } from '../log/logger.ts'
import { openNotify } from '../notify/notify.ts'
import { createPreflight } from '../preflight/preflight.ts'
import { sampleTexts } from '../services/samples.ts'
import type { Rules } from '../storage/rules.ts'
import { createStorage } from '../storage/storageService.ts'
import { createTakes } from '../storage/takes.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import { lastEvening, nightReport } from './nightReport.ts'
import { reportWords } from './reportWords.ts'

export interface ForPeopleOptions extends Pick<Services, 'recipes' | 'runs' | 'triggers' | 'system'> {
  db: Database
  home: Pick<Home, 'root'>
  feed: Feed
  clock: Clock
  log: Pick<Logger, 'warn'>
  vault: Vault
  host: SqliteHost
  artifacts: ArtifactStore
  garbage: Garbage
  rules: Rules
  port: number
}

/** What people have of runs that they do not watch: word of them, a report, a look ahead, favourites, room. */
export interface ForPeople {
  readonly services: Pick<Services, 'notify' | 'preflight' | 'report' | 'storage' | 'takes'>
  /** Begins to tell people. */
  open(): void
  trim(days: number): void
  close(): Promise<void>
}

/** Opens it over a store. */
export function openForPeople(options: ForPeopleOptions): ForPeople {
  const { db, home, clock, host, artifacts } = options
  const { head } = host.runs
  const tools = { db, runs: host.runs }
  const now = clock.now
  const notify = openNotify({
    ...options,
    head,
    report: (at) => reportWords(nightReport(tools, lastEvening(at), at)),
  })
  return {
    services: {
      notify: notify.service,
      preflight: createPreflight({ ...options, home: home.root, now }),
      report: { night: async (since = lastEvening(now())) => nightReport(tools, since, now()) },
      storage: createStorage({ ...options, artifacts, home: home.root, pinned: sampleTexts, now }),
      takes: createTakes({ db, head, now }),
    },
    open: notify.open,
    trim: notify.trim,
    close: notify.close,
  }
}
