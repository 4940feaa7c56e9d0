import { blender, fail } from '@segue/protocol'
import { handle } from '@segue/bridge'
import { standInVersions } from '../versions.ts'

/** `app.info` and the command that the stand-in cannot serve. */
export const appHandlers = () => [
  handle(blender.info, async () => ({
    version: `stand-in ${standInVersions.blender}`,
    python: '',
    background: true,
    engines: ['canvas'],
    denoiser: false,
    exporters: [],
  })),
  handle(blender.gltf, () => {
    throw fail({
      code: 'bridge.not_available',
      message: 'The stand-in cannot export glTF.',
      hint: 'Install Blender or state its path in SEGUE_BLENDER, then run again.',
      kind: 'environment',
    })
  }),
]
