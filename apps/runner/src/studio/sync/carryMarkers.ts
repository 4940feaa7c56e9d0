import { type AppId, blender, live, type StudioSync, td } from '@segue/protocol'
import type { CallOptions, HubBridge } from '../../bridges/hubBridge.ts'
import type { Courier } from './courier.ts'

interface Marker {
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

/**
 * Carries all markers of one application to another, in place of those that were carried before; a person's own stay.
 * Those that would come to lie before the follower's second 0 are left out. Answers with how many of Segue's lie there.
 */
export async function carryMarkers(
  courier: Courier,
  { leader, follower, offsetSec }: Pick<StudioSync, 'leader' | 'follower' | 'offsetSec'>,
): Promise<{ markers: number }> {
  const [from, to] = [markersOf[leader], markersOf[follower]]
  if (!from || !to) return { markers: 0 }
  const { markers } = await courier.send(leader, from.list)
  const wanted = mapped(markers, offsetSec, to)
  const stood = await courier.send(follower, (bridge, options) => to.set(bridge, wanted, options))
  return { markers: stood.markers.filter(({ ours }) => ours).length }
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
