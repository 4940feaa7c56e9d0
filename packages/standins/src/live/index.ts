import { live } from '@segue/protocol'
import { handle, type StandIn } from '../standIn.ts'
import { standInVersions } from '../versions.ts'
import { renderSet } from './renderSet.ts'

/** Live's stand-in: reads a set by itself and renders it with frozen audio, samples and a small synthesiser. */
export const liveStandIn: StandIn = {
  app: 'live',
  version: standInVersions.live,
  handlers: [
    handle(live.info, async () => ({ version: `stand-in ${standInVersions.live}`, standIn: true })),
    renderSet,
  ],
}
