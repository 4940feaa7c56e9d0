import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, td } from '@segue/protocol'
import { z } from 'zod'
import { storeMade } from '../command/made.ts'
import { defineNode, port } from '../defineNode.ts'

const operator = z.string().trim().max(500)

/** A range of TouchDesigner's timeline, every frame of it, as a film or as pictures. */
export const recordTop = defineNode({
  id: 'td.record',
  version: 1,
  title: 'TouchDesigner record',
  summary: 'Records what an operator shows, frame by frame, as a film or as pictures. No frame is left out.',
  category: 'film',
  keywords: ['touchdesigner', 'record', 'render', 'movie', 'sequence', 'top', 'offline', 'film', 'frames'],
  params: z.strictObject({
    top: operator.default('/project1/out1').meta({
      title: 'Operator',
      description: 'Path of the TOP whose picture is recorded.',
    }),
    audio: operator.default('').meta({
      title: 'Sound',
      description: 'Path of a CHOP with the sound of a film; empty for none.',
    }),
    kind: z.enum(['film', 'pictures']).default('film').meta({
      title: 'As',
      description: 'One film, or a PNG picture per frame with its transparency.',
    }),
    codec: td.record.args.shape.codec.meta({
      title: 'Codec',
      description: 'Of a film. All of them work with every licence of TouchDesigner.',
    }),
    startFrame: z.number().int().min(0).default(1).meta({ title: 'First frame' }),
    endFrame: z.number().int().min(0).default(600).meta({ title: 'Last frame' }),
  }),
  inputs: { after: port.json('After', { required: false, help: 'Anything: this waits until it has come.' }) },
  outputs: {
    film: { ...port.video('Film'), optional: true as const },
    pictures: { ...port.sequence('Pictures'), optional: true as const },
  },
  effects: ['process'],
  repeatable: true,
  cacheable: false,
  lane: 'td',
  size: 'wide',
  inline: ['top', 'startFrame', 'endFrame'],

  async run({ params, use, progress }) {
    const { top, audio, kind, codec, startFrame, endFrame } = params
    if (endFrame < startFrame)
      throw fail({
        code: 'record.empty',
        message: `The range ends at frame ${endFrame}, before it begins at ${startFrame}.`,
        hint: 'Set “Last frame” to a later one.',
        kind: 'input',
      })
    const bridge = await use.bridge('td')
    const movie = kind === 'film'
    const path = join(use.workDir, movie ? 'film.mov' : 'frames')
    await rm(path, { recursive: true, force: true })
    const result = await bridge.call(
      td.record,
      {
        op: { path: top },
        audio: audio === '' ? null : { path: audio },
        kind: movie ? 'movie' : 'sequence',
        ...{ path, startFrame, endFrame, codec, picture: 'png' },
      },
      ({ fraction, message }) => progress(fraction, message || 'Recording'),
    )
    const key = movie ? 'film' : 'pictures'
    const file = { makes: movie ? 'video' : 'sequence', name: movie ? 'film.mov' : 'frames' } as const
    const arg = { key, title: 'Recording', file, many: false, required: true }
    const facts = {
      result: { ...result, durationSec: result.frames / result.fps, fps: { num: result.fps, den: 1 } },
      standIn: bridge.standIn ? ('td' as const) : null,
    }
    const made = await storeMade(use.save, { arg, path }, facts)
    if (made === null || Array.isArray(made)) throw new Error('a recording is one film or one sequence')
    return movie ? { film: made } : { pictures: made }
  },
})
