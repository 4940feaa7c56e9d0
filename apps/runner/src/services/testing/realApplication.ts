import { connect } from 'node:net'
import { join } from 'node:path'
import type { Bridge } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { bridgeKey } from '../../bridges/bridgeKey.ts'
import type { Home } from '../../config/home.ts'

/** A stand-in that dials in and says it is the application itself. Ends when told to. */
export function realApplication(home: Pick<Home, 'root'>, standIn: Bridge): { stop(): void } {
  const stream = connect(join(home.root, 'run', 'bridge.sock'))
  void serveBridge({ ...standIn, standIn: false }, { stream, key: bridgeKey(home.root, standIn.app) })
  return { stop: () => void stream.destroy() }
}
