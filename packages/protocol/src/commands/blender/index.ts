import { setKeys } from './anim.ts'
import { info } from './app.ts'
import { appendAsset, listAssets } from './asset.ts'
import { aim, createCamera, setCamera } from './camera.ts'
import { createCollection, linkObject, setCollection, unlinkObject } from './collection.ts'
import { animateProperty, keyProperty, listCurves, readCurve, removeCurve } from './curve.ts'
import { bringBack, openInWindow } from './document.ts'
import { removeDriver, setDriver } from './driver.ts'
import { exportAlembic, exportFbx, exportGltf, exportObj, exportUsd } from './export.ts'
import { linkedFiles, openFile, saveFile } from './file.ts'
import { listNodesInputs, setNodesInputs } from './geometryNodes.ts'
import { importModel } from './import.ts'
import { inspectFile } from './inspect.ts'
import { createLight, setLight } from './light.ts'
import { assignMaterial, createMaterial, setMaterial, setMaterialImage } from './material.ts'
import { addModifier, listModifiers, removeModifier, setModifier } from './modifier.ts'
import { listNla, pushNla } from './nla.ts'
import {
  createObject,
  deleteObject,
  duplicateObject,
  listObjects,
  parentObject,
  setObject,
  setTransform,
} from './object.ts'
import { runPython } from './python.ts'
import { renderFrames, timeEngines } from './render.ts'
import { getRenderSettings, setRenderSettings } from './renderSettings.ts'
import { buildScene, snapshot } from './scene.ts'
import { addImage, addMovie, addSound, listStrips, mixdown, removeStrip } from './sequencer.ts'
import { bakeSimulations } from './simulation.ts'
import { previewFrame, renderStill } from './still.ts'
import { getTimeline, listMarkers, setMarkers, setTimeline } from './timeline.ts'
import { sceneTree } from './tree.ts'
import { openTrusted } from './trust.ts'
import { setWorld, setWorldImage } from './world.ts'

/** Every command of the Blender bridge. */
export const blender = {
  info,
  openFile,
  openTrusted,
  inspectFile,
  linkedFiles,
  saveFile,
  buildScene,
  snapshot,
  sceneTree,
  createObject,
  deleteObject,
  duplicateObject,
  setObject,
  setTransform,
  parentObject,
  listObjects,
  createCollection,
  linkObject,
  unlinkObject,
  setCollection,
  createMaterial,
  setMaterial,
  setMaterialImage,
  assignMaterial,
  createCamera,
  setCamera,
  aim,
  createLight,
  setLight,
  setWorld,
  setWorldImage,
  addModifier,
  setModifier,
  removeModifier,
  listModifiers,
  listNodesInputs,
  setNodesInputs,
  setKeys,
  keyProperty,
  animateProperty,
  readCurve,
  listCurves,
  removeCurve,
  listNla,
  pushNla,
  setDriver,
  removeDriver,
  getTimeline,
  setTimeline,
  setMarkers,
  listMarkers,
  addSound,
  addMovie,
  addImage,
  listStrips,
  removeStrip,
  mixdown,
  getRenderSettings,
  setRenderSettings,
  timeEngines,
  renderFrames,
  renderStill,
  previewFrame,
  exportGltf,
  bakeSimulations,
  runPython,
  bringBack,
  openInWindow,
  exportObj,
  exportFbx,
  exportUsd,
  exportAlembic,
  importModel,
  listAssets,
  appendAsset,
} as const
