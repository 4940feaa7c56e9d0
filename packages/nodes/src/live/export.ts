import { parseFps } from '@segue/media/time/fps'
import { type ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { factsOfFiles } from '../fileFacts.ts'
import { fpsParam, timeParam } from '../params.ts'
import { type ExportWork, placeSet } from './exportWork.ts'
import { foreseeSet } from './foresee.ts'
import { howParam, unfit, wantsSet } from './how.ts'
import { passOn } from './passOn.ts'
import { record } from './record.ts'
import { samplesOf } from './samples.ts'
import { sketch } from './sketch.ts'
import { takeExport } from './takeExport.ts'

/** The set as this run can hear it. */
async function render(
  set: ArtifactRef,
  how: z.infer<typeof howParam>,
  work: ExportWork,
  marks: Parameters<typeof takeExport>[2],
): Promise<ArtifactRef> {
  if (how === 'export') return takeExport(await placeSet(set, work), work, marks)
  const bridge = await work.use.bridge('live')
  const problem = unfit(how, bridge.standIn)
  if (problem) throw problem
  const placed = { ...(await placeSet(set, work)), bridge }
  return bridge.standIn ? sketch(placed, work) : record(placed, work)
}

/** The sound of a piece: a person's master, or what a Live Set gives, cut to a range. */
export const exportSound = defineNode({
  id: 'live.export',
  version: 1,
  title: 'Live export',
  summary: 'The sound to work with: your master, a Live Set, or both. Cuts out a range on bar lines.',
  category: 'sound',
  keywords: [
    'ableton',
    'live',
    'export',
    'render',
    'record',
    'bounce',
    'master',
    'als',
    'trim',
    'range',
    'cut',
    'tempo',
    'locators',
  ],
  params: z.strictObject({
    from: timeParam('From', 'Where the range starts; empty for the beginning.'),
    to: timeParam('To', 'Where the range ends; empty for the end.'),
    seconds: z.number().positive().max(86_400).nullable().default(null).meta({
      title: 'Longest length',
      description: 'Ends the range after this time. Empty for no limit.',
      unit: 's',
    }),
    how: howParam,
    fps: fpsParam,
  }),
  inputs: {
    audio: port.audio('Master', { required: false, help: 'Your own export. It is used as it is.' }),
    set: port.file('Live Set', {
      required: false,
      help: 'Adds tempo, meter and locators. Without a master, Live records it or Segue sketches it.',
    }),
  },
  outputs: { audio: port.audio('Sound') },
  effects: ['read', 'process'],
  repeatable: true,
  cacheable: true,
  lane: 'live',
  passThrough: { audio: 'audio' },
  size: 'wide',
  inline: ['from', 'to', 'seconds'],

  // a set beside a master only gives its time
  closure: async ({ params: { how }, inputs: { audio, set }, use }) =>
    set === undefined || !wantsSet(how, audio) ? {} : factsOfFiles(await samplesOf(set, use), use),

  async foresee({ params: { fps, how, ...asked }, inputs: { audio, set }, use, provider }) {
    if (provider === null || set === undefined || !wantsSet(how, audio)) return null
    return foreseeSet(set, { how, range: { ...asked, fps: parseFps(fps) }, use, provider })
  },

  async run({ params, inputs, use, signal, progress, log, ...marks }) {
    const { audio, set } = inputs
    const { fps, how, ...asked } = params
    const work: ExportWork = { use, signal, progress, log, range: { ...asked, fps: parseFps(fps) } }
    const told = (sound: ArtifactRef) => {
      for (const remark of sound.meta.remarks ?? []) log(remark)
      return { audio: sound }
    }
    if (audio !== undefined && !wantsSet(how, audio)) return told(await passOn(audio, set, work))
    if (set !== undefined) return told(await render(set, how, work, marks))
    if (audio !== undefined)
      throw fail({
        code: 'export.no_set',
        message: `There is no Live Set to ${how}.`,
        hint: 'Connect an .als file to “Live Set”, or set “Sound from” to auto to use the master.',
        kind: 'input',
        port: 'set',
      })
    throw fail({
      code: 'export.nothing',
      message: 'There is neither a master nor a Live Set.',
      hint: 'Connect a sound to “Master”, an .als file to “Live Set”, or both.',
      kind: 'input',
      port: 'audio',
    })
  },
})
