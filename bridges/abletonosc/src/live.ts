import { randomInt } from 'node:crypto'
import type { OscClient } from './client.ts'
import { createEars, type Ears } from './ears.ts'
import { createHandles, type Handles } from './handles.ts'
import { createPlaces, type Places } from './places.ts'

/** Where a clip is and what it was called; its track and scene by their numbers. */
export interface ClipPlace {
  track: number
  scene: number
  name: string
}
export interface DevicePlace {
  track: number
  index: number
  name: string
}
export interface Locator {
  name: string
  beats: number
}

/** The open set as it is reached through AbletonOSC. Handles hold until another set is opened. */
export interface Live {
  client: OscClient
  ears: Ears
  places: Places
  clips: Handles<ClipPlace>
  devices: Handles<DevicePlace>
  locators: Handles<Locator>
  /** How many sends every track has. AbletonOSC does not say, so it is tried, and then known for a while. */
  sends: { count: number; until: number }
}

export function openLive(client: OscClient): Live {
  // Handles of the last set must name nothing in this one.
  let number = randomInt(1, 1_000_000) * 1000
  const next = () => ++number
  const ears = createEars(client)
  return {
    client,
    ears,
    places: createPlaces(client, ears, next),
    clips: createHandles('clip', next),
    devices: createHandles('device', next),
    locators: createHandles('locator', next),
    sends: { count: 0, until: 0 },
  }
}
