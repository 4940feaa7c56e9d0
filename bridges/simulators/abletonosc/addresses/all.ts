import { facts } from '../facts.ts'
import type { Push } from '../listeners.ts'
import type { LiveSet } from '../liveSet.ts'
import { float, int, text } from '../python.ts'
import { clipAddresses } from './clip.ts'
import { deviceAddresses } from './device.ts'
import type { Handlers } from './handlers.ts'
import { sceneAddresses } from './scene.ts'
import { songAddresses } from './song.ts'
import { trackAddresses } from './track.ts'

/** Every address that AbletonOSC knows, as far as it is simulated, over one open set. */
export const allAddresses = (set: LiveSet, push: Push): Handlers => ({
  '/live/test': () => [text('ok')],
  '/live/application/get/version': () => facts.version.map(int),
  '/live/application/get/average_process_usage': () => [float(0.1)],
  ...songAddresses(set, push),
  ...trackAddresses(set, push),
  ...clipAddresses(set, push),
  ...deviceAddresses(set),
  ...sceneAddresses(set, push),
})
