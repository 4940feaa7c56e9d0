import type { AppId } from './app.ts'

/** What one application can follow in another. */
export const syncAspects = ['transport', 'tempo', 'markers'] as const
export type SyncAspect = (typeof syncAspects)[number]

/**
 * What applications have that can be followed, and can follow. Blender has no tempo of its own; those that are not here
 * have no timeline that could be moved.
 */
export const appAspects: Readonly<Partial<Record<AppId, readonly SyncAspect[]>>> = {
  live: syncAspects,
  td: syncAspects,
  blender: ['transport', 'markers'],
}

/** What two applications have in common, so that one can follow the other in it. */
export const sharedAspects = (one: AppId, other: AppId): SyncAspect[] =>
  syncAspects.filter((aspect) => [one, other].every((app) => appAspects[app]?.includes(aspect)))
