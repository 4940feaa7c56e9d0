import { type AppId, AppId as AppIds } from '@segue/protocol'
import type { Hub } from './hub.ts'

/** Calls back when an application came, came back, or came in another version. Returns how to stop. */
export function whenConnected(hub: Pick<Hub, 'states' | 'onChange'>, tell: (app: AppId) => void): () => void {
  const away: ReadonlySet<string> = new Set(['disconnected', 'starting', 'unresponsive'])
  const now = () =>
    new Map(hub.states().map(({ app, provider, state }) => [app, away.has(state) ? null : provider]))
  let before = now()
  return hub.onChange(() => {
    const after = now()
    for (const app of AppIds.options)
      if (after.get(app) !== null && after.get(app) !== before.get(app)) tell(app)
    before = after
  })
}
