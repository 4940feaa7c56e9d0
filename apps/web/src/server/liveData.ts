import { catalogueNow, setCatalogue } from '../document/catalogue.ts'
import { runner } from './client.ts'
import { appsQuery, queryClient } from './queries.ts'

/** Loads the node types once and keeps the applications' states current until the signal aborts. */
export function followSystem(signal: AbortSignal): void {
  const { system } = runner()
  const loadCatalogue = () => system.catalogue().then(setCatalogue, () => undefined)
  const stop = runner().connection.subscribe((state) => {
    if (state === 'online' && catalogueNow().size === 0) void loadCatalogue()
  })
  signal.addEventListener('abort', stop, { once: true })
  void loadCatalogue()
  system
    .watchApps({ signal, onData: (apps) => queryClient.setQueryData(appsQuery.queryKey, apps) })
    .catch(() => queryClient.invalidateQueries(appsQuery))
}
