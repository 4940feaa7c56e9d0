import { td } from '@segue/protocol'
import { handle, type StandIn } from '../standIn.ts'
import { standInVersions } from '../versions.ts'
import { analyseSound } from './segueAnalysis.ts'

/** TouchDesigner's part of a recipe, done by Segue's own sound analysis. */
export const tdStandIn: StandIn = {
  app: 'td',
  version: standInVersions.td,
  handlers: [
    handle(td.info, async () => ({ version: standInVersions.td, standIn: true })),
    handle(td.audioIn, analyseSound),
  ],
}
