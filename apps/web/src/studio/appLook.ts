import type { AppState } from '@segue/api'
import { type AppId, apps } from '@segue/protocol'

/** How the state of an application is called, and its dot. */
export const appLooks: Record<AppState['state'], { label: string; dot: string }> = {
  standIn: { label: 'stand-in', dot: 'border border-muted border-dashed' },
  absent: { label: 'not here', dot: 'border border-muted' },
  found: { label: 'ready when needed', dot: 'border border-done' },
  starting: { label: 'starting', dot: 'animate-pulse bg-stale' },
  idle: { label: 'connected', dot: 'bg-done' },
  busy: { label: 'busy', dot: 'animate-pulse bg-running' },
  unresponsive: { label: 'does not answer', dot: 'bg-stale' },
  disconnected: { label: 'disconnected', dot: 'bg-error' },
}

/** Not applications: they reach many, and are always there. */
export const wires: ReadonlySet<AppId> = new Set(['osc', 'midi'])

export const titleOf = (app: AppId): string => apps[app].title

/** `12.3.0` of `live@12.3.0`; empty where the provider has no version. */
export const versionOf = (provider: string): string => /@(.+)$/.exec(provider)?.[1] ?? ''

/** Whether there is a connection that can be given up. */
export const isConnected = (state: AppState['state']): boolean =>
  state === 'idle' || state === 'busy' || state === 'unresponsive' || state === 'starting'
