import { appendFileSync } from 'node:fs'
import { handle } from '@segue/bridge'
import { live } from '@segue/protocol'
import { realApplication } from '../services/testing/realApplication.ts'

/**
 * Live as a process that a test may kill: `node stubBridge.ts HOME JOURNAL HOW`. It writes down what it does, and dies
 * before or after that when `HOW` says so. Ends with its parent.
 */
const [root = '', journal = '', how = 'works'] = process.argv.slice(2)

async function does<T>(what: string, result: T): Promise<T> {
  if (how === 'dies before') process.exit(1)
  appendFileSync(journal, `${what}\n`)
  if (how === 'dies after') process.exit(1)
  // Until a signal lets it go on: it hangs with what it was told.
  if (how === 'stops') process.kill(process.pid, 'SIGSTOP')
  return result
}

const track = {
  track: 'track:1',
  index: 0,
  name: 'Bass',
  kind: 'midi',
  color: '#ff0000',
  group: null,
} as const
const mixer = { arm: false, mute: false, solo: false, monitoring: 'auto', volume: 0.85, pan: 0 } as const

realApplication(
  { root },
  {
    app: 'live',
    name: 'Live',
    version: '1',
    standIn: false,
    handlers: [
      handle(live.createTrack, ({ name }) => does(`create ${name}`, { ...track, ...mixer, sends: [] })),
      handle(live.setTempo, ({ bpm }) => does(`tempo ${bpm}`, { bpm })),
    ],
  },
)
process.on('disconnect', () => process.exit())
process.send?.('up')
