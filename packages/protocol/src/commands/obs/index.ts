import { info } from './app.ts'
import { getSettings, listInputs, setMute, setSettings, setText, setVolume } from './input.ts'
import { pauseRecord, startRecord, stopRecord } from './record.ts'
import { listScenes, setScene, setVisible } from './scene.ts'
import { takeScreenshot } from './screenshot.ts'
import { startStream, stopStream } from './stream.ts'
import { setCamera, setStudioMode, triggerTransition } from './studio.ts'

/** Every command of the OBS adapter. */
export const obs = {
  info,
  listScenes,
  setScene,
  setVisible,
  listInputs,
  setMute,
  setVolume,
  setText,
  getSettings,
  setSettings,
  startRecord,
  pauseRecord,
  stopRecord,
  startStream,
  stopStream,
  setStudioMode,
  triggerTransition,
  setCamera,
  takeScreenshot,
} as const
