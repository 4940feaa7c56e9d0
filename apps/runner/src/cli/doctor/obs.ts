import { obs } from '@segue/protocol'
import { type Probe, thereAndBack } from './ask.ts'

const { info, setStudioMode } = obs

/** Studio mode, unless somebody watches. */
export const obsProbe: Probe = {
  quick: info,
  async read(ask) {
    const { version, sceneCollection } = await ask(info, {})
    return `OBS ${version}, scenes “${sceneCollection}”`
  },
  writes: setStudioMode,
  async write(ask) {
    const { studioMode, recording, streaming, virtualCamera } = await ask(info, {})
    if (recording || streaming || virtualCamera) return null
    return thereAndBack(
      'Studio mode',
      studioMode,
      !studioMode,
      async (on) => (await ask(setStudioMode, { on })).on,
    )
  },
}
