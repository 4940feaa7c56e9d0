import type { EditOp } from '../../edit/editOp.ts'
import { editCases } from '../cases/edit.ts'
import { liveCases } from '../cases/live.ts'
import { mediaCases } from '../cases/media.ts'

const beat = (more: string) => `name "Beat film"
input song: audio! "Song"
${more}
sound = live.export(audio=@song, seconds=15)
curves = td.audioIn(audio=sound.audio)
scene = blender.animate(channels=curves.channels, format="9:16")
frames = blender.render(scene=scene.scene)
film = media.mux(frames=frames.frames, sound=sound.audio)
saved = file.deliver(file=film.video)
output film = saved.file "Film"`

/** Slips that models make and rules mend: what was right, and what was written. */
const slips: readonly (readonly [right: string, wrong: string])[] = [
  ['blender.animate', 'blender.animation'],
  ['channels=curves.channels', 'channels=curves'],
  ['format="9:16"', 'format="vertical"'],
  ['seconds=15', 'seconds="15s"'],
  ['sound=sound.audio', 'audio=sound'],
  ['frames=frames.frames', 'frames=frames.sequence'],
]

/** Good replies to sentences of the evaluation, written by hand: clean ones, and ones with a slip that rules mend. */
export const goodReplies: ReadonlyMap<string, string | EditOp[]> = new Map<string, string | EditOp[]>([
  ['beat-vertical', beat('')],
  ...slips.map(([right, wrong], i): [string, string] => [
    `beat-vertical#${i + 1}`,
    beat('').replace(right, wrong),
  ]),
  ...[...liveCases, ...mediaCases].flatMap(({ id, gold }): [string, string][] => {
    const [text] = (gold ?? []).filter((one) => !one.startsWith('='))
    return text === undefined ? [] : [[id, `${text}\nnote Written as asked.`]]
  }),
  ...editCases.flatMap(({ id, edits }): [string, EditOp[]][] => (edits?.[0] ? [[id, [...edits[0]]]] : [])),
])
