import type { Bridge, BridgeTopic } from '@segue/bridge'
import { type AppDocument, documentTopic, oscTopic } from '@segue/protocol'
import type { Ear } from './ear.ts'
import { oscHandlers } from './handlers.ts'
import { createThinner } from './thinner.ts'

/** What OSC offers with these ports open. */
export const oscBridge = (ears: readonly Ear[]): Bridge => ({
  app: 'osc',
  name: 'OSC',
  version: '1.1',
  standIn: false,
  handlers: oscHandlers(ears),
  topics: [...ears.map(messages), openPorts(ears)],
})

/** Without a key: a press and its release are two things, however quickly they follow. */
const messages = (ear: Ear): BridgeTopic => ({
  topic: oscTopic(ear.settings.port),
  title: `Messages to port ${ear.settings.port}`,
  start(publish) {
    const thinner = createThinner(ear.settings.maxPerSecond, publish)
    const stop = ear.listen(thinner.push)
    return () => {
      stop()
      thinner.close()
    }
  },
})

const openPorts = (ears: readonly Ear[]): BridgeTopic => ({
  topic: documentTopic,
  title: 'Ports that listen',
  start(publish) {
    const tell = () => publish(documentOf(ears), 'document')
    const stops = ears.map((ear) => ear.onChange(tell))
    tell()
    return () => stops.forEach((stop) => void stop())
  },
})

function documentOf(ears: readonly Ear[]): AppDocument {
  const open = ears.filter((ear) => ear.trouble() === null)
  const troubles = ears.flatMap((ear) => ear.trouble() ?? [])
  return {
    name: 'OSC',
    path: null,
    unsaved: null,
    playing: null,
    tempo: null,
    meter: null,
    beats: null,
    sec: null,
    frame: null,
    fps: null,
    facts: {
      ...(open.length > 0 ? { Listens: open.map(({ settings }) => settings.port).join(', ') } : {}),
      ...(troubles.length > 0 ? { Trouble: troubles.join(' ').slice(0, 200) } : {}),
    },
  }
}
