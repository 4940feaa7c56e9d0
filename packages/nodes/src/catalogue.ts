import { analyze } from './audio/analyze.ts'
import { mix } from './audio/mix.ts'
import { animate } from './blender/animate.ts'
import { bake } from './blender/bake.ts'
import { inspect } from './blender/inspect.ts'
import { python } from './blender/python.ts'
import { render } from './blender/render.ts'
import { scene } from './blender/scene.ts'
import { delay } from './channels/delay.ts'
import { join } from './channels/join.ts'
import { remap } from './channels/remap.ts'
import { smooth } from './channels/smooth.ts'
import { steps } from './channels/steps.ts'
import { commandTypes } from './command/types.ts'
import type { AnyNodeType } from './defineNode.ts'
import { audio } from './file/audio.ts'
import { deliver } from './file/deliver.ts'
import { deliverFrames } from './file/deliverFrames.ts'
import { folder } from './file/folder.ts'
import { list as fileList } from './file/list.ts'
import { publishKit } from './file/publishKit.ts'
import { approve } from './flow/approve.ts'
import { branch } from './flow/branch.ts'
import { collect } from './flow/collect.ts'
import { map } from './flow/map.ts'
import { merge } from './flow/merge.ts'
import { onFailure } from './flow/onFailure.ts'
import { race } from './flow/race.ts'
import { recipe } from './flow/recipe.ts'
import { wait } from './flow/wait.ts'
import { exportSound } from './live/export.ts'
import { readSet } from './live/readSet.ts'
import { chapters } from './media/chapters.ts'
import { check } from './media/check.ts'
import { contactSheet } from './media/contactSheet.ts'
import { encode } from './media/encode.ts'
import { extractAudio } from './media/extractAudio.ts'
import { loop } from './media/loop.ts'
import { mux } from './media/mux.ts'
import { probe } from './media/probe.ts'
import { still } from './media/still.ts'
import { waveform } from './media/waveform.ts'
import { toChannels } from './midi/toChannels.ts'
import { context } from './studio/context.ts'
import { markers } from './studio/markers.ts'
import { audioIn } from './td/audioIn.ts'
import { recordTop } from './td/record.ts'
import { template } from './text/template.ts'

/** Every node type made by hand, once. The registry, the docs and the editor's catalogue all come from this list. */
const types: readonly AnyNodeType[] = [
  analyze,
  mix,
  animate,
  bake,
  inspect,
  python,
  render,
  scene,
  delay,
  join,
  remap,
  smooth,
  steps,
  audio,
  deliver,
  deliverFrames,
  folder,
  fileList,
  publishKit,
  approve,
  branch,
  collect,
  map,
  merge,
  onFailure,
  race,
  recipe,
  wait,
  exportSound,
  readSet,
  chapters,
  check,
  contactSheet,
  encode,
  extractAudio,
  loop,
  mux,
  probe,
  still,
  waveform,
  toChannels,
  context,
  markers,
  audioIn,
  recordTop,
  template,
]

/** Node types by id: those made by hand, then one for every command that none of them stands for. */
export const catalogue: ReadonlyMap<string, AnyNodeType> = new Map(
  [...types, ...commandTypes].map((type) => [type.id, type]),
)
