import type { AppId } from '@segue/protocol'

/**
 * Version of each stand-in, raised when its output changes. Part of every cache key as
 * `standin:<app>@<version>`. Apart from the stand-ins, so that the runner need not load them to know it.
 */
export const standInVersions = { live: '1', td: '2', blender: '1' } as const satisfies Partial<
  Record<AppId, string>
>

/** What serves an application in its place, as `standin:<app>@<version>`; null when nothing does. */
export function standInOf(app: AppId): string | null {
  const version = new Map<AppId, string>(Object.entries(standInVersions) as [AppId, string][]).get(app)
  return version === undefined ? null : `standin:${app}@${version}`
}
