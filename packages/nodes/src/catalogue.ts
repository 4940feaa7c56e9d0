import { analyze } from './audio/analyze.ts'
import { animate } from './blender/animate.ts'
import { render } from './blender/render.ts'
import { scene } from './blender/scene.ts'
import { delay } from './channels/delay.ts'
import { remap } from './channels/remap.ts'
import { smooth } from './channels/smooth.ts'
import type { AnyNodeType } from './defineNode.ts'
import { audio } from './file/audio.ts'
import { deliver } from './file/deliver.ts'
import { exportSound } from './live/export.ts'
import { readSet } from './live/readSet.ts'
import { extractAudio } from './media/extractAudio.ts'
import { mux } from './media/mux.ts'
import { probe } from './media/probe.ts'
import { toChannels } from './midi/toChannels.ts'
import { audioIn } from './td/audioIn.ts'
import { template } from './text/template.ts'

/** Every node type, once. The registry, the docs and the editor's catalogue all come from this list. */
const list: readonly AnyNodeType[] = [
  analyze,
  animate,
  render,
  scene,
  delay,
  remap,
  smooth,
  audio,
  deliver,
  exportSound,
  readSet,
  extractAudio,
  mux,
  probe,
  toChannels,
  audioIn,
  template,
]

/** Node types by id. */
export const catalogue: ReadonlyMap<string, AnyNodeType> = new Map(list.map((type) => [type.id, type]))
