import { info } from './app.ts'
import { audioIn } from './audio.ts'
import { readChannels, topSnapshot } from './look.ts'
import { listMarkers, setMarkers } from './marker.ts'
import { buildAudioIn, buildNetwork } from './network.ts'
import { connectOperators, createOperator, deleteOperator, disconnectInput, layout } from './op.ts'
import { animateParameter, getParameters, pulseParameter, setParameters } from './par.ts'
import { snapshot } from './project.ts'
import { record } from './record.ts'
import { setSegue, tellRun } from './segue.ts'
import { setTimeline } from './timeline.ts'

/** Every command of the TouchDesigner bridge. */
export const td = {
  info,
  snapshot,
  createOperator,
  deleteOperator,
  connectOperators,
  disconnectInput,
  layout,
  getParameters,
  setParameters,
  pulseParameter,
  animateParameter,
  buildNetwork,
  buildAudioIn,
  audioIn,
  readChannels,
  topSnapshot,
  record,
  setSegue,
  tellRun,
  setTimeline,
  listMarkers,
  setMarkers,
} as const
