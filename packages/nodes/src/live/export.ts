import { dirname, join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import type { RangeRequest } from '@segue/media/sound/range'
import { parseFps } from '@segue/media/time/fps'
import { type ArtifactRef, fail, live, type MediaMeta } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port, type RunArgs, type Use } from '../defineNode.ts'
import { factsOfFiles } from '../fileFacts.ts'
import { fpsParam, timeParam } from '../params.ts'
import { samplesOf } from './samples.ts'

type Progress = RunArgs<unknown, unknown>['progress']
interface Context {
  use: Use
  signal: AbortSignal
  progress: Progress
  log(text: string): void
  range: RangeRequest
}

const stem = (name: string) => parse(name).name

async function sourceOf(use: Use, set: ArtifactRef | undefined) {
  return set === undefined ? null : { path: await use.path(set), name: set.name }
}

/** A person's own master, whole or trimmed, with the musical time of its set. */
async function passOn(
  audio: ArtifactRef,
  set: ArtifactRef | undefined,
  context: Context,
): Promise<ArtifactRef> {
  const { use, signal, progress, range } = context
  const request = {
    path: await use.path(audio),
    name: audio.name,
    meta: audio.meta,
    set: await sourceOf(use, set),
    range,
    out: join(use.workDir, 'range.wav'),
  }
  const { path, meta } = await runJob('master', request, { signal, onProgress: progress })
  if (path === null) return { ...audio, meta }
  return use.save(path, { mime: 'audio/wav', name: `${stem(audio.name)}.wav`, meta })
}

/** The set as Live or its stand-in renders it. */
async function render(
  set: ArtifactRef,
  { use, signal, progress, log, range: asked }: Context,
): Promise<ArtifactRef> {
  const source = { path: await use.path(set), name: set.name }
  const { range, meta } = await runJob('range', { set: source, range: asked }, { signal })
  const origin = await use.origin(set)
  const bridge = await use.bridge('live')
  const result = await bridge.call(
    live.renderSet,
    {
      set: source.path,
      root: origin === null ? null : dirname(origin),
      out: join(use.workDir, 'set.wav'),
      fromSec: range.fromSec,
      toSec: range.trimmed ? range.toSec : null,
    },
    ({ fraction, message }) => progress(fraction, message || 'Rendering the set'),
  )
  for (const { track, heard, note } of result.tracks) log(`${track}: ${heard}${note && `. ${note}`}`)
  let { path } = result
  const made: MediaMeta = { ...result.meta, ...meta, offsetSec: range.fromSec }
  if (range.trimmed) {
    path = join(use.workDir, 'range.wav')
    const faded = await runJob('fade', { path: result.path, out: path, fades: range }, { signal })
    made.codec = faded.codec
  }
  const remarks = result.meta.remarks ?? []
  return use.save(path, {
    mime: 'audio/wav',
    name: `${stem(set.name)}.wav`,
    meta: bridge.standIn
      ? { ...made, standIn: 'live', remarks: remarks.length > 0 ? remarks : ['sketch sound'] }
      : made,
  })
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
    fps: fpsParam,
  }),
  inputs: {
    audio: port.audio('Master', { required: false, help: 'Your own export. It is used as it is.' }),
    set: port.file('Live Set', {
      required: false,
      help: 'Adds tempo, meter and locators. Without a master it is rendered.',
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
  closure: async ({ inputs: { audio, set }, use }) =>
    set === undefined || audio !== undefined ? {} : factsOfFiles(await samplesOf(set, use), use),

  async run({ params, inputs, use, signal, progress, log }) {
    const { audio, set } = inputs
    const { fps, ...asked } = params
    const context: Context = { use, signal, progress, log, range: { ...asked, fps: parseFps(fps) } }
    const told = (sound: ArtifactRef) => {
      for (const remark of sound.meta.remarks ?? []) log(remark)
      return { audio: sound }
    }
    if (audio !== undefined) return told(await passOn(audio, set, context))
    if (set !== undefined) return told(await render(set, context))
    throw fail({
      code: 'export.nothing',
      message: 'There is neither a master nor a Live Set.',
      hint: 'Connect a sound to “Master”, an .als file to “Live Set”, or both.',
      kind: 'input',
      port: 'audio',
    })
  },
})
