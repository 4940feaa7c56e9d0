import { extname } from 'node:path'
import { checkSound } from '@segue/media/check/sound'
import { type ArtifactRef, fail, failureOf } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port, type Use } from '../defineNode.ts'
import { fileNameOf, folderNameOf, nameTokens } from './fileName.ts'
import { checksText, type KitFilm, kitFilm } from './kitChecks.ts'
import { factsOf } from './nameFacts.ts'

/** One file of the kit: bytes that are stored, and what it is called there. */
interface Member {
  file: ArtifactRef
  name: string
}

const endingOf = ({ name }: ArtifactRef) => extname(name).toLowerCase()

/** Loudness of a film's own sound; null without any. */
async function heardIn(film: ArtifactRef, use: Use, signal: AbortSignal): Promise<KitFilm['sound']> {
  try {
    const { integratedLufs, truePeakDb } = await checkSound(await use.path(film), { name: film.name, signal })
    return { integratedLufs, truePeakDb }
  } catch (error) {
    signal.throwIfAborted()
    if (failureOf(error).code.startsWith('audio.')) return null
    throw error
  }
}

/** Everything that goes out with a film, in one folder. */
export const publishKit = defineNode({
  id: 'file.publishKit',
  version: 1,
  title: 'Publish kit',
  summary:
    'Puts films, poster, thumbnail, caption, chapters and checks into one folder, ready to be uploaded.',
  category: 'output',
  keywords: [
    'release',
    'upload',
    'deliver',
    'youtube',
    'reels',
    'tiktok',
    'canvas',
    'social',
    'post',
    'package',
  ],
  params: z.strictObject({
    folder: z
      .string()
      .max(1000)
      .default('{title} kit')
      .meta({
        title: 'Folder',
        description: `Kept as the kit is now; files of yours in it stay. ${nameTokens}`,
        widget: 'folder',
      }),
    title: z
      .string()
      .max(200)
      .default('')
      .meta({ title: 'Title', description: 'Empty = the name of the film.' }),
    artist: z.string().max(200).default('').meta({ title: 'Artist' }),
    caption: z
      .string()
      .max(5000)
      .default('')
      .meta({ title: 'Caption', description: 'The text beside the film.', widget: 'textarea' }),
  }),
  inputs: {
    film: port.video('Film', { help: 'The master.' }),
    films: port.files('Other films', { required: false, help: 'Other shapes or lengths of it.' }),
    poster: port.image('Poster', { required: false }),
    thumbnail: port.image('Thumbnail', { required: false }),
    captions: port.file('Captions', { required: false, help: 'Subtitles: SRT or VTT.' }),
    chapters: port.text('Chapters', { required: false }),
    check: port.json('Check', { required: false, help: 'The report of “Check media”.' }),
  },
  outputs: {
    folder: port.text('Folder'),
    fine: port.boolean('Fine'),
    text: port.text('Checks in words'),
    manifest: port.json('What is in it'),
  },
  effects: ['file'],
  repeatable: true,
  cacheable: false,
  lane: 'media',
  size: 'wide',
  inline: ['folder', 'title', 'caption'],

  async run({ params, inputs, use, signal, progress }) {
    const { film, films = [], poster, thumbnail, captions, chapters = '' } = inputs
    const facts = factsOf(film, {
      title: params.title.trim() || undefined,
      artist: params.artist || undefined,
    })
    const named = (what: string, ending: string) => fileNameOf(`{title}${what}`, facts, ending)
    const all = [film, ...films]
    const measured: KitFilm[] = []
    for (const [at, one] of all.entries()) {
      progress(at / all.length, `Listening to ${one.name}`)
      const { width, height } = one.meta
      const shape = at === 0 ? '' : width && height ? ` ${width}x${height}` : ` ${at + 1}`
      const name = named(shape, endingOf(one) || '.mp4')
      measured.push(kitFilm({ film: one, name, sound: await heardIn(one, use, signal) }))
    }
    const text = checksText({ films: measured, chapters, check: inputs.check })
    const words = async (body: string, what: string): Promise<Member> => {
      const name = named(what, '.txt')
      return { file: await use.save(Buffer.from(`${body.trim()}\n`), { mime: 'text/plain', name }), name }
    }
    const description = [params.caption, chapters].filter((part) => part.trim() !== '').join('\n\n')
    const members: Member[] = [
      ...all.map((file, at) => ({ file, name: measured[at]?.name ?? file.name })),
      ...(poster ? [{ file: poster, name: named(' poster', endingOf(poster) || '.jpg') }] : []),
      ...(thumbnail ? [{ file: thumbnail, name: named(' thumbnail', endingOf(thumbnail) || '.jpg') }] : []),
      ...(captions ? [{ file: captions, name: named('', endingOf(captions) || '.srt') }] : []),
      ...(description === '' ? [] : [await words(description, ' caption')]),
      ...(chapters.trim() === '' ? [] : [await words(chapters, ' chapters')]),
      await words(text.lines.join('\n'), ' checks'),
    ]
    refuseTwins(members)
    const about = z.record(z.string(), z.json()).parse(
      JSON.parse(
        JSON.stringify({
          ...{ kind: 'publish kit', title: facts.title, artist: params.artist, fine: text.fine },
          films: measured,
        }),
      ),
    )
    const files = members.map(({ file: { artifactId, bytes }, name }) => ({ artifactId, bytes, name }))
    const folder = folderNameOf(params.folder, facts)
    const made = await use.files.deliverSet(files, { folder, manifest: 'kit.json', about })
    const manifest = {
      ...about,
      files: files.map(({ name, bytes, artifactId }) => ({ name, bytes, sha256: artifactId })),
    }
    return { folder: made.folder, fine: text.fine, text: text.lines.join('\n'), manifest }
  },
})

function refuseTwins(members: readonly Member[]): void {
  const names = members.map(({ name }) => name.toLowerCase())
  const twin = names.find((name, at) => names.indexOf(name) !== at)
  if (twin === undefined) return
  throw fail({
    code: 'kit.same_name',
    message: `Two files of the kit would be called “${twin}”.`,
    hint: 'Give each film another size, or deliver one of them by itself.',
    kind: 'input',
    port: 'films',
  })
}
