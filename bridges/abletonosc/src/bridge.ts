import type { Bridge, CommandHandler } from '@segue/bridge'
import { appCommands, versionOf } from './commands/app.ts'
import { clipCommands } from './commands/clip.ts'
import { deviceCommands } from './commands/device.ts'
import { editCommands } from './commands/edit.ts'
import { locatorCommands } from './commands/locator.ts'
import { noteCommands } from './commands/notes.ts'
import { routingCommands } from './commands/routing.ts'
import { sceneCommands } from './commands/scene.ts'
import { setCommands } from './commands/set.ts'
import { trackCommands } from './commands/track.ts'
import { transportCommands } from './commands/transport.ts'
import type { Live } from './live.ts'
import { liveTopics } from './topics.ts'

/** Every command and topic that AbletonOSC can serve truly. Asks for the version: fails when nobody answers. */
export async function abletonOscBridge(live: Live, signal?: AbortSignal): Promise<Bridge> {
  const version = await versionOf(live.client, signal)
  await live.places.refresh(signal)
  const handlers: CommandHandler[] = [
    ...appCommands(live, () => handlers.map(({ spec }) => spec.command)),
    ...setCommands(live),
    ...transportCommands(live),
    ...trackCommands(live),
    ...sceneCommands(live),
    ...clipCommands(live),
    ...noteCommands(live),
    ...deviceCommands(live),
    ...routingCommands(live),
    ...locatorCommands(live),
    ...editCommands(live),
  ]
  return {
    app: 'live',
    name: 'AbletonOSC',
    version,
    standIn: false,
    handlers,
    elsewhere: 'Use the Remote Script of Segue for this: `segue bridge install live`.',
    topics: liveTopics(live),
  }
}
