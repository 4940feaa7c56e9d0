import { Socket } from 'node:net'
import { serveStandIn } from '@segue/standins/bridge/link'
import { contractStandIn } from './contractStandIn.ts'

/** The contract stand-in as a program, like `serve.ts` of the stand-ins. */
await serveStandIn(contractStandIn(), {
  stream: new Socket({ fd: 3 }),
  key: Buffer.from(process.env.SEGUE_BRIDGE_KEY ?? '', 'hex'),
})
process.exit()
