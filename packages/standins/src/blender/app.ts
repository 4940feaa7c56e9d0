import { handle } from '@segue/bridge'
import { blender } from '@segue/protocol'
import { standInVersions } from '../versions.ts'

/** `app.info`. */
export const appHandlers = () => [
  handle(blender.info, async () => ({
    version: `stand-in ${standInVersions.blender}`,
    python: '',
    background: true,
    engines: ['canvas'],
    denoiser: false,
    device: '',
    exporters: [],
  })),
]
