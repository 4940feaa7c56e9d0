import { handle } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { echo } from './command.ts'
import { dial } from './dial.ts'

/** The TypeScript twin of `bridge.py`. */
await serveBridge(
  {
    app: 'td',
    name: 'Bench',
    version: '1',
    standIn: false,
    handlers: [handle(echo, async ({ text }) => ({ text }))],
  },
  {
    stream: dial(process.env.SEGUE_BRIDGE ?? ''),
    key: Buffer.from(process.env.SEGUE_BRIDGE_KEY ?? '', 'hex'),
  },
)
process.exit()
