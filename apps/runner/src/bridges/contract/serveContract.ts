import { Socket } from 'node:net'
import { serveBridge } from '@segue/bridge/link'
import { contractStandIn } from './contractStandIn.ts'

/** The contract stand-in as a program, like `serve.ts` of the stand-ins. */
await serveBridge(contractStandIn(), {
  stream: new Socket({ fd: 3 }),
  key: Buffer.from(process.env.SEGUE_BRIDGE_KEY ?? '', 'hex'),
})
process.exit()
