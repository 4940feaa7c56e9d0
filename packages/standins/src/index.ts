import type { AppId } from '@segue/protocol'
import type { StandIn } from './standIn.ts'

/** The stand-ins that this version ships. */
export const standIns: Partial<Record<AppId, StandIn>> = {}

export type { StandIn, StandInContext, StandInHandler } from './standIn.ts'
export { handle } from './standIn.ts'
export { standInVersions } from './versions.ts'
