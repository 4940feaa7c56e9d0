import { join, parse } from 'node:path'
import { writeChannels } from '@segue/media/channels/file'
import { midiCurves } from '@segue/media/channels/midiCurves'
import { readMidi } from '@segue/media/channels/midiFile'
import { parseFps } from '@segue/media/time/fps'
import { type MediaMeta, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'
import { fpsParam, releaseParam } from '../params.ts'

/** Notes into curves: what a drum pad or a track plays, frame by frame. */
export const toChannels = defineNode({
  id: 'midi.toChannels',
  version: 1,
  title: 'MIDI to curves',
  summary: 'Turns the notes of each track or drum pad into curves for motion.',
  category: 'curves',
  keywords: ['notes', 'drum', 'pad', 'velocity', 'envelope', 'gate', 'mid', 'reactive', 'trigger'],
  params: z.strictObject({
    fps: fpsParam,
    split: z.enum(['track', 'pad']).default('track').meta({
      title: 'Curves per',
      description: 'Track: one for all notes. Pad: one for every key, as in a Drum Rack.',
    }),
    release: releaseParam,
  }),
  inputs: {
    midi: port.midi('MIDI'),
    audio: port.audio('Sound', {
      required: false,
      help: 'Gives the curves the length and start of this sound.',
    }),
  },
  outputs: { channels: port.channels('Curves') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  inline: ['split', 'fps', 'release'],

  async run({ params, inputs, use }) {
    const { midi, audio } = inputs
    const file = await readMidi(await use.path(midi), midi.name)
    const fps = parseFps(params.fps)
    const own: MediaMeta = {
      tempoMap: file.tempoMap,
      bpm: file.tempoMap[0]?.bpm ?? 120,
      meter: file.meter,
      locators: file.locators,
    }
    const { bpm, tempoMap, meter, locators } = { ...own, ...midi.meta, ...audio?.meta }
    const { durationSec, offsetSec = 0 } = audio?.meta ?? {}
    const meta: MediaMeta = Object.fromEntries(
      Object.entries({ bpm, tempoMap, meter, locators, durationSec, offsetSec }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const curves = midiCurves(file, { fps, split: params.split, releaseBeats: params.release, meta })
    const out = join(use.workDir, 'curves.channels')
    await writeChannels(out, curves)
    const channels = await use.save(out, {
      mime: mimeTypes.channels,
      name: `${parse(midi.name).name}.channels`,
      meta: {
        ...meta,
        durationSec: durationSec ?? (curves.samples * fps.den) / fps.num,
        fps,
        frames: curves.samples,
        channelNames: [...curves.planes.keys()],
      },
    })
    return { channels }
  },
})
