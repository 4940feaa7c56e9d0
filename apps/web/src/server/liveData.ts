import { setCatalogue } from '../document/catalogue.ts'
import { runner } from './client.ts'
import { appsQuery, queryClient } from './queries.ts'

/** Loads the node types once and keeps the applications' states current until the signal aborts. */
export function followSystem(signal: AbortSignal): void {
  const { system } = runner()
  system.catalogue().then(setCatalogue, () => undefined)
  system
    .watchApps({ signal, onData: (apps) => queryClient.setQueryData(appsQuery.queryKey, apps) })
    .catch(() => queryClient.invalidateQueries(appsQuery))
}
