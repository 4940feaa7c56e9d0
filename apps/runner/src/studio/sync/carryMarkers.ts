import { type AppId, blender, live, type StudioSync, td } from '@segue/protocol'
import type { CallOptions, HubBridge } from '../../bridges/hubBridge.ts'
import type { Courier } from './courier.ts'

/** A name at a second of a timeline. */
export interface Marker {
  name: string
  sec: number
}
type Options = CallOptions & { dryRun?: false }

interface Markers {
  /** All of them, whoever set them. */
  list(bridge: HubBridge, options: Options): Promise<{ markers: Marker[] }>
  /** Puts these in the place of Segue's own. */
  set(bridge: HubBridge, markers: Marker[], options: Options): Promise<{ markers: { ours: boolean }[] }>
  /** How many it takes, and how many bytes a name may have. */
  most: number
  nameBytes: number
}

const markersOf: Partial<Record<AppId, Markers>> = {
  live: {
    list: (bridge, options) => bridge.call(live.listMarkers, {}, options),
    set: (bridge, markers, options) => bridge.call(live.setMarkers, { markers }, options),
    most: 500,
    nameBytes: 200,
  },
  td: {
    list: (bridge, options) => bridge.call(td.listMarkers, {}, options),
    set: (bridge, markers, options) => bridge.call(td.setMarkers, { markers }, options),
    most: 2000,
    nameBytes: 200,
  },
  blender: {
    list: (bridge, options) => bridge.call(blender.listMarkers, {}, options),
    set: (bridge, markers, options) => bridge.call(blender.setMarkers, { markers }, options),
    most: 2000,
    nameBytes: 63,
  },
}

/** Who gives markers to whom, and where second 0 lies. */
type Way = Pick<StudioSync, 'leader' | 'follower' | 'offsetSec'>

/**
 * The leader's markers as they come to lie in the follower. Those that would lie before its second 0 are left out.
 */
export async function markersFor(courier: Courier, { leader, follower, offsetSec }: Way): Promise<Marker[]> {
  const [from, to] = [markersOf[leader], markersOf[follower]]
  if (!from || !to) return []
  const { markers } = await courier.send(leader, from.list)
  return mapped(markers, offsetSec, to)
}

/**
 * Sets markers in an application, in place of those that were carried there before; a person's own stay. Answers with
 * how many of Segue's lie there.
 */
export async function setMarkers(courier: Courier, app: AppId, markers: Marker[]): Promise<number> {
  const to = markersOf[app]
  if (!to) return 0
  const stood = await courier.send(app, (bridge, options) => to.set(bridge, markers, options))
  return stood.markers.filter(({ ours }) => ours).length
}

function mapped(markers: readonly Marker[], offsetSec: number, to: Markers): Marker[] {
  return markers
    .map(({ name, sec }, index) => ({
      name: cut(name.trim(), to.nameBytes) || String(index + 1),
      sec: sec + offsetSec,
    }))
    .filter(({ sec }) => sec >= 0)
    .slice(0, to.most)
}

/** A name that is short enough, with no letter cut in two. */
function cut(name: string, bytes: number): string {
  const letters = [...name]
  while (Buffer.byteLength(letters.join('')) > bytes) letters.pop()
  return letters.join('')
}
