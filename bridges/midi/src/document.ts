import type { BridgeTopic } from '@segue/bridge'
import { type AppDocument, documentTopic } from '@segue/protocol'
import { type Ears, lookMs } from './ears.ts'
import type { Ports } from './ports.ts'

/** MIDI has no document: the facts say what is plugged in, and why something is not heard. */
export function documentTopicOf(ports: Ports, ears: Ears): BridgeTopic {
  return {
    topic: documentTopic,
    title: 'What is plugged in',
    start(publish) {
      let last = ''
      const tell = () => {
        const document = documentOf(ports, ears)
        const text = JSON.stringify(document)
        if (text !== last) publish(document, 'document')
        last = text
      }
      tell()
      const timer = setInterval(tell, lookMs)
      return () => clearInterval(timer)
    },
  }
}

function documentOf(ports: Ports, ears: Ears): AppDocument {
  const { inputs, outputs } = ports.list()
  const deaf = [...ears.deaf().values()].join(' ')
  return {
    name: '',
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
      Inputs: inputs.length,
      Outputs: outputs.length,
      ...(ports.detail === '' ? {} : { Devices: ports.detail.slice(0, 200) }),
      ...(deaf === '' ? {} : { 'Not heard': deaf.slice(0, 200) }),
    },
  }
}
