import { checkSound, type SoundReport } from '@segue/media/check/sound'
import { retimed } from '@segue/media/encode/pictures'
import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { folderFindings, lookAt, sequenceFindings } from './checkFiles.ts'
import { type Finding, pictureFindings, soundFindings } from './findings.ts'
import { openSource } from './source.ts'

const secondsParam = (title: string, description: string, value: number) =>
  z.number().min(0).max(86_400).default(value).meta({ title, description, unit: 's' })

/** Looks at a result as somebody does before it goes out. */
export const check = defineNode({
  id: 'media.check',
  version: 1,
  title: 'Check media',
  summary:
    'Looks for black, frozen, damaged and missing pictures, and measures length, loudness and true peak.',
  category: 'output',
  keywords: [
    'quality',
    'qc',
    'lufs',
    'loudness',
    'true peak',
    'black',
    'frozen',
    'missing',
    'loop',
    'verify',
  ],
  params: z.strictObject({
    black: secondsParam('Black from', 'Black that lasts this long is told; 0 = never.', 0.5),
    frozen: secondsParam('Frozen from', 'Pictures that stay this long are told; 0 = never.', 2),
    length: secondsParam('Length', 'What it should be, within one frame; 0 = any.', 0),
    loudness: z.enum(['any', 'streaming', 'broadcast']).default('any').meta({
      title: 'Loudness',
      description:
        'Streaming is −14 ± 1 LUFS, broadcast −23 ± 0.5 (EBU R 128), both with a true peak of −1 dBTP.',
    }),
    loop: z.boolean().default(false).meta({
      title: 'Loops',
      description: 'The step from the last picture to the first must not stand out.',
    }),
    ifWrong: z.enum(['remark', 'fail']).default('remark').meta({
      title: 'If something is wrong',
      description: 'Remark only tells; fail stops the recipe here.',
    }),
  }),
  inputs: {
    film: port.video('Film', { required: false }),
    frames: port.sequence('Frames', { required: false }),
    sound: port.audio('Sound', { required: false, help: 'In place of the sound of the film.' }),
    files: port.files('Files', {
      required: false,
      help: 'Numbered pictures, as they lie in a folder: PNG, JPEG, EXR.',
    }),
  },
  outputs: { fine: port.boolean('Fine'), text: port.text('In words'), report: port.json('Report') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  size: 'wide',
  inline: ['loudness', 'ifWrong'],

  async run({ params, inputs, use, signal, progress }) {
    const { film, frames, sound, files = [] } = inputs
    const found: Finding[] = []
    let pictureSec: number | null = null
    let toHear = sound && { path: await use.path(sound), name: sound.name }
    const look = { blackSec: params.black, frozenSec: params.frozen, signal, progress }
    const expected = { expectedSec: params.length, loop: params.loop }
    if (film || frames) {
      const source = await openSource({ film, frames, sound }, use)
      const { fps, frames: total, pictures } = source
      const looked = await lookAt(retimed(pictures(), fps, total), { fps, total, ...look })
      pictureSec = (total * fps.den) / fps.num
      found.push(...pictureFindings(looked, { fps, ...expected }))
      toHear ??= source.sound ?? undefined
    }
    if (frames) found.push(...(await sequenceFindings(frames, use)))
    if (files.length > 0) found.push(...(await folderFindings(files, { use, look, expected })))
    let heard: SoundReport | null = null
    if (toHear) {
      progress(null, 'Listening')
      heard = await checkSound(toHear.path, { name: toHear.name, signal })
      found.push(...soundFindings(heard, { target: params.loudness, pictureSec }))
    }
    if (found.length === 0)
      throw fail({
        code: 'check.nothing',
        message: 'There is nothing to check.',
        hint: 'Connect a film, frames, a sound or files.',
        kind: 'input',
      })
    const wrong = found.filter((finding) => finding.wrong)
    const text = [...wrong, ...found.filter((finding) => !finding.wrong)].map((one) => one.text).join('\n')
    if (wrong.length > 0 && params.ifWrong === 'fail')
      throw fail({
        code: 'check.failed',
        message: wrong
          .map((one) => one.text)
          .join(' ')
          .slice(0, 4000),
        hint: 'Mend what is named here, or let the check only remark.',
        kind: 'input',
        context: { found },
      })
    const fine = wrong.length === 0
    return { fine, text, report: z.json().parse({ fine, found, sound: heard }) }
  },
})
