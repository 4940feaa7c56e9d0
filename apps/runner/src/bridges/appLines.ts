import type { AppState } from '@segue/api'
import type { Peer } from './handshake.ts'
import type { Line } from './line.ts'
import type { Pool } from './pool.ts'

/** Every way to one application. */
export interface AppLines {
  real: Pool
  standIn: Pool | null
  /** One in whose window a person works; null for applications that have no others. */
  window: Line | null
}

/** All of them, the real ones first. */
export const allLines = ({ real, standIn, window }: AppLines): Line[] => [
  ...real.lines,
  ...(window === null ? [] : [window]),
  ...(standIn?.lines ?? []),
]

/**
 * The line that a bridge belongs to which dialled in: the one that knows its session, that started its process, or
 * that waits for one. One with a window has a line of its own.
 */
export function lineFor({ real, window }: AppLines, { app, session }: Pick<Peer, 'app' | 'session'>): Line {
  if (app.window && window !== null) return window
  const { lines, lead } = real
  const free = lines.filter(({ peer }) => peer === null)
  return (
    lines.find((line) => line.knows(session)) ??
    lines.find(({ pid }) => pid === app.pid) ??
    free.find((line) => line.state()?.state === 'starting') ??
    free[0] ??
    lead
  )
}

const mostAlive = ['busy', 'idle', 'unresponsive', 'starting', 'disconnected']

/** The state of the liveliest of several lines; null while nothing was started. */
export function stateOfLines(lines: readonly Line[]): { state: AppState['state']; detail: string } | null {
  const states = lines.map((line) => line.state()).filter((state) => state !== null)
  return states.toSorted((a, b) => mostAlive.indexOf(a.state) - mostAlive.indexOf(b.state))[0] ?? null
}
