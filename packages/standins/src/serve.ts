import { Socket } from 'node:net'
import { serveBridge } from '@segue/bridge/link'
import { AppId } from '@segue/protocol'
import { standIns } from './index.ts'

/**
 * The program of a stand-in's process: `node serve.ts <app>`. File descriptor 3 is the byte stream to the runner,
 * `SEGUE_BRIDGE_KEY` the bridge key as hex. Ends when the runner does.
 */
const standIn = standIns[AppId.parse(process.argv[2])]
if (standIn === undefined) throw new Error(`There is no stand-in for ${process.argv[2]}.`)
await serveBridge(standIn, {
  stream: new Socket({ fd: 3 }),
  key: Buffer.from(process.env.SEGUE_BRIDGE_KEY ?? '', 'hex'),
})
process.exit()
