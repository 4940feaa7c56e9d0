import { editOp } from '../../edit/editOp.ts'
import type { EvalCase } from '../evalCase.ts'

const apps = ['live', 'td', 'blender'] as const
const input = (param: string, value: string | number) =>
  editOp('setInput', { param, value: JSON.stringify(value) })
const base = 'beat-film'

/** Sentences about a recipe that is there. */
export const editCases: readonly EvalCase[] = [
  { id: 'edit-vertical', base, apps, prompt: 'make it vertical', edits: [[input('format', '9:16')]] },
  { id: 'edit-length', base, apps, prompt: '20 seconds long', edits: [[input('seconds', 20)]] },
  { id: 'edit-look', base, apps, prompt: 'use the eclipse look', edits: [[input('look', 'eclipse')]] },
  {
    id: 'edit-title',
    base,
    apps,
    prompt: 'set the title to "Night Bus"',
    edits: [[input('title', 'Night Bus')]],
  },
  {
    id: 'edit-two',
    base,
    apps,
    prompt: 'make it square and use the eclipse look',
    edits: [[input('format', '1:1'), input('look', 'eclipse')]],
  },
  { id: 'edit-fps', base, apps, prompt: '30 fps please', edits: [[input('fps', '30')]] },
  { id: 'edit-final', base, apps, prompt: 'final quality', edits: [[input('quality', 'final')]] },
  {
    id: 'edit-remove',
    base,
    apps,
    prompt: 'remove the deliver node',
    edits: [[editOp('remove', { node: 'deliver' })]],
  },
  {
    id: 'edit-rename',
    base,
    apps,
    prompt: 'rename Render to "Paint"',
    edits: [[editOp('rename', { node: 'render', name: 'Paint' })]],
  },
  {
    id: 'edit-mute',
    base,
    apps,
    prompt: 'mute Deliver',
    edits: [[editOp('mode', { node: 'deliver', value: '"muted"' })]],
  },
  {
    ...{ id: 'edit-thumbnail', base, apps, prompt: 'add a thumbnail' },
    edits: [
      [
        editOp('add', { node: 'still', type: 'media.still' }),
        editOp('connect', { from: 'film.video', to: 'still.video' }),
      ],
    ],
  },
  {
    ...{ id: 'edit-smooth', base, apps, prompt: 'smooth the curves' },
    edits: [
      [
        editOp('add', { node: 'smooth', type: 'channels.smooth' }),
        editOp('connect', { from: 'analyse.channels', to: 'smooth.channels' }),
        editOp('connect', { from: 'smooth.channels', to: 'animate.channels' }),
      ],
    ],
  },
  {
    ...{ id: 'edit-release', base: 'audio-to-curves', apps: [], prompt: 'set the release to 0.5' },
    edits: [[input('release', 0.5)]],
  },
  {
    ...{ id: 'edit-delay', base, apps, prompt: 'delay the curves' },
    edits: [
      [
        editOp('add', { node: 'delay', type: 'channels.delay' }),
        editOp('connect', { from: 'analyse.channels', to: 'delay.channels' }),
        editOp('connect', { from: 'delay.channels', to: 'animate.channels' }),
      ],
    ],
  },
]
