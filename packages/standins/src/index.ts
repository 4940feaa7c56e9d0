import type { Bridge } from '@segue/bridge'
import type { AppId } from '@segue/protocol'
import { blenderStandIn } from './blender/standIn.ts'
import { liveStandIn } from './live/index.ts'
import { tdStandIn } from './td/index.ts'

/** The stand-ins that this version ships. */
export const standIns: Partial<Record<AppId, Bridge>> = {
  blender: blenderStandIn,
  live: liveStandIn,
  td: tdStandIn,
}

export { standInVersions } from './versions.ts'
