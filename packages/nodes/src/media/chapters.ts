import { extname } from 'node:path'
import { chapterText } from '@segue/media/als/chapters'
import { probeMedia } from '@segue/media/sound/probe'
import { type ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port, type Use } from '../defineNode.ts'

const titleOf = ({ name }: ArtifactRef) => name.slice(0, name.length - extname(name).length)

async function lengthOf(file: ArtifactRef, use: Use): Promise<number> {
  if (file.meta.durationSec !== undefined) return file.meta.durationSec
  const { meta } = await probeMedia(await use.path(file), { name: file.name })
  if (meta.durationSec !== undefined) return meta.durationSec
  throw fail({
    code: 'chapters.no_length',
    message: `“${file.name}” has no length.`,
    hint: 'Connect a list of sounds or films.',
    kind: 'input',
    port: 'files',
  })
}

/** The track list of an album or a mix, as video sites and players read it. */
export const chapters = defineNode({
  id: 'media.chapters',
  version: 1,
  title: 'Chapters of list',
  summary: 'Writes chapter lines for sounds or films that play one after another: an album, a mix.',
  category: 'text',
  keywords: ['tracklist', 'album', 'timestamps', 'description', 'youtube', 'markers', 'playlist', 'list'],
  params: z.strictObject({
    gapSec: z.number().min(0).max(60).default(0).meta({ title: 'Pause between', unit: 's' }),
  }),
  inputs: { files: port.files('In this order') },
  outputs: { chapters: port.text('Chapters'), markers: port.json('Markers') },
  effects: ['read'],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['gapSec'],

  async run({ params, inputs, use }) {
    const starts: { name: string; beat: number; sec: number }[] = []
    let sec = 0
    for (const file of inputs.files) {
      starts.push({ name: titleOf(file), beat: 0, sec })
      sec += (await lengthOf(file, use)) + params.gapSec
    }
    return {
      chapters: chapterText(starts, 'Start'),
      markers: starts.map(({ name, sec: at }) => ({ name, sec: at })),
    }
  },
})
