import type { AppId } from '@segue/protocol'

/**
 * Version of each stand-in, raised when its output changes. Part of every cache key as
 * `standin:<app>@<version>`. Apart from the stand-ins, so that the runner need not load them to know it.
 */
export const standInVersions = { live: '1', td: '1', blender: '1' } as const satisfies Record<AppId, string>
