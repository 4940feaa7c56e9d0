import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chapterText } from '@segue/media/als/chapters'
import { midiFileOf } from '@segue/media/als/midiFile'
import { readSet as readLiveSet } from '@segue/media/als/read'
import { locatorsOf, summaryOf } from '@segue/media/als/summary'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { samplesOf } from './samples.ts'

/** Reads a Live Set without Live: tempo, meter, locators, tracks, notes and the files it plays. */
export const readSet = defineNode({
  id: 'live.readSet',
  version: 1,
  title: 'Read Live Set',
  summary: 'Tempo, locators, tracks, notes and files of an Ableton Live Set. Live need not be installed.',
  category: 'input',
  keywords: ['ableton', 'als', 'tempo', 'locators', 'chapters', 'markers', 'midi', 'notes'],
  params: z.strictObject({}),
  inputs: { set: port.file('Live Set', { required: true, help: 'An .als file of Live 9 to 12.' }) },
  outputs: {
    summary: port.json('Summary'),
    locators: port.json('Locators'),
    tempo: port.number('Tempo'),
    chapters: port.text('Chapters'),
    notes: port.midi('Notes'),
  },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  lane: 'media',

  // only which files are there counts, not what they hold
  closure: async ({ inputs, use }) =>
    Object.fromEntries(
      (await samplesOf(inputs.set, use)).map(({ name, path }) => [name, path === null ? 'missing' : 'there']),
    ),

  async run({ inputs, use, signal, progress, log }) {
    progress(null, 'Reading the set')
    const origin = await use.origin(inputs.set)
    const set = await readLiveSet(await use.path(inputs.set), {
      name: inputs.set.name,
      root: origin === null ? null : dirname(origin),
      signal,
    })
    const missing = set.media.filter((media) => media.path === null).length
    if (missing > 0) log(`${missing} of ${set.media.length} sound files are not on this machine.`, 'warning')
    for (const remark of set.remarks) log(remark, 'warning')
    const title = inputs.set.name.replace(/\.als$/i, '')
    const file = join(use.workDir, 'notes.mid')
    await writeFile(file, midiFileOf(set))
    const { tempoMap, meter, locators, bpm } = set
    const notes = await use.save(file, {
      mime: 'audio/midi',
      name: `${title}.mid`,
      meta: { bpm, tempoMap, meter, locators, durationSec: set.endSec },
    })
    return {
      summary: summaryOf(set),
      locators: locatorsOf(set),
      tempo: bpm,
      chapters: chapterText(locators, title),
      notes,
    }
  },
})
