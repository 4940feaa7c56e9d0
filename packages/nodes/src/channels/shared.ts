import { join } from 'node:path'
import { type Channels, mapChannels, quantise, readChannels, writeChannels } from '@segue/media/channels/file'
import { type ArtifactRef, fail, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import { port, type Use } from '../defineNode.ts'

/** What every node that changes curves has in common. */
export const curveChange = {
  category: 'curves',
  inputs: { channels: port.channels('Curves') },
  outputs: { channels: port.channels('Curves') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'media',
  passThrough: { channels: 'channels' },
} as const

/** Which curves a node changes: names with commas, empty for all. */
export const whichParam = z
  .string()
  .max(2000)
  .default('')
  .meta({ title: 'Curves', description: 'Names with commas, like low, kick. Empty changes all.' })

type Curve = Float32Array<ArrayBuffer>

/**
 * Reads curves, changes the named ones and stores the result with the same metadata.
 * Fails with `channels.unknown` when a name does not exist.
 */
export async function changeCurves(
  use: Use,
  input: ArtifactRef,
  options: { which: string; change: (curve: Curve, channels: Channels) => Curve },
): Promise<ArtifactRef> {
  const channels = await readChannels(await use.path(input), input.name)
  const names = options.which.split(',').flatMap((name) => name.trim() || [])
  const missing = names.filter((name) => !channels.planes.has(name))
  if (missing.length > 0) {
    throw fail({
      code: 'channels.unknown',
      message: `There is no curve “${missing[0]}”.`,
      hint: `The curves are: ${[...channels.planes.keys()].slice(0, 40).join(', ')}.`,
      kind: 'input',
    })
  }
  const changed = mapChannels(channels, (curve, name) =>
    names.length === 0 || names.includes(name) ? quantise(options.change(curve, channels)) : curve,
  )
  const out = join(use.workDir, 'curves.channels')
  await writeChannels(out, changed)
  return use.save(out, { mime: mimeTypes.channels, name: input.name, meta: input.meta })
}

/** Samples per second. */
export const perSecond = ({ rate }: Channels): number => rate.num / rate.den
