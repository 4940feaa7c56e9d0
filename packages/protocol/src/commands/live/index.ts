import { info } from './app.ts'
import { bounce } from './bounce.ts'
import {
  createArrangementClip,
  createAudioClip,
  createClip,
  deleteClip,
  fireClip,
  setClip,
  stopClip,
} from './clip.ts'
import { insertDevice, listDevices } from './device.ts'
import { redo, undo } from './edit.ts'
import { setEnvelope } from './envelope.ts'
import { deleteLocator, jumpToLocator, listLocators, setLocator } from './locator.ts'
import { listMarkers, setMarkers } from './marker.ts'
import { setMeter } from './meter.ts'
import { getMixer, setMixer } from './mixer.ts'
import { addNotes, getNotes, removeNotes, setNotes } from './notes.ts'
import { getParameters, setParameter } from './parameter.ts'
import { renderSet } from './render.ts'
import { listRoutings, setRouting } from './routing.ts'
import { createScene, deleteScene, fireScene, setScene } from './scene.ts'
import { snapshot } from './set.ts'
import { setTempo } from './tempo.ts'
import { createTrack, deleteTrack, duplicateTrack, listTracks, setTrack } from './track.ts'
import { continuePlaying, locate, play, setLoop, setMetronome, stop } from './transport.ts'

/** Every command of the Live bridge. `renderSet` is the stand-in's own; all others need Live itself. */
export const live = {
  info,
  renderSet,
  snapshot,
  play,
  continuePlaying,
  stop,
  locate,
  setLoop,
  setMetronome,
  setTempo,
  setMeter,
  listTracks,
  createTrack,
  deleteTrack,
  duplicateTrack,
  setTrack,
  createScene,
  deleteScene,
  setScene,
  fireScene,
  createClip,
  createArrangementClip,
  createAudioClip,
  deleteClip,
  setClip,
  fireClip,
  stopClip,
  getNotes,
  setNotes,
  addNotes,
  removeNotes,
  setEnvelope,
  listDevices,
  insertDevice,
  getParameters,
  setParameter,
  listRoutings,
  setRouting,
  getMixer,
  setMixer,
  listLocators,
  setLocator,
  deleteLocator,
  jumpToLocator,
  listMarkers,
  setMarkers,
  undo,
  redo,
  bounce,
} as const
