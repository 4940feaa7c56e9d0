import type { AppId } from '@segue/protocol'
import { blenderStandIn } from './blender/standIn.ts'
import { liveStandIn } from './live/index.ts'
import type { StandIn } from './standIn.ts'
import { tdStandIn } from './td/index.ts'

/** The stand-ins that this version ships. */
export const standIns: Partial<Record<AppId, StandIn>> = {
  blender: blenderStandIn,
  live: liveStandIn,
  td: tdStandIn,
}

export type { StandIn, StandInContext, StandInHandler } from './standIn.ts'
export { handle } from './standIn.ts'
export { standInVersions } from './versions.ts'
