import { type Bridge, handle } from '@segue/bridge'
import { td } from '@segue/protocol'
import { standInVersions } from '../versions.ts'
import { analyseSound } from './segueAnalysis.ts'

/** TouchDesigner's part of a recipe, done by Segue's own sound analysis. */
export const tdStandIn: Bridge = {
  app: 'td',
  name: 'Built-in stand-in for TouchDesigner',
  version: standInVersions.td,
  standIn: true,
  handlers: [
    handle(td.info, async () => ({ version: standInVersions.td, standIn: true })),
    handle(td.audioIn, analyseSound),
  ],
}
