import { runJob } from '@segue/media/child/runJob'
import { formats, type LookOptions } from '@segue/media/looks/look'
import { looks } from '@segue/media/looks/looks'
import { dusk, type Palette } from '@segue/media/looks/palette'
import { turnedPalette } from '@segue/media/looks/turnedPalette'
import { type ArtifactRef, fail, LookPalette } from '@segue/protocol'
import { z } from 'zod'
import { port, type Use } from '../defineNode.ts'

const ids = [...looks.keys()] as [string, ...string[]]

/** Params of every node that builds or moves a look. */
export const lookParams = {
  look: z.enum(ids).default('ripple').meta({
    title: 'Look',
    description: 'Ripple: a kick falls into still water. Eclipse: light flares around a dark moon.',
  }),
  format: z
    .enum(formats)
    .default('16:9')
    .meta({ title: 'Format', description: 'Each format has a camera of its own.' }),
  seed: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(1)
    .meta({ title: 'Seed', description: 'Another number scatters and picks differently.' }),
  colours: z.enum(['look', 'seed']).default('look').meta({
    title: 'Colours',
    description: 'Of the look, or others with every seed. Cover art replaces either.',
  }),
}
/** What people choose of a look. */
export type LookChoice = Pick<LookOptions, 'format' | 'seed'> & { look: string; colours: 'look' | 'seed' }

/** The picture whose colours a look takes. */
export const coverPort = port.image('Cover art', {
  required: false,
  help: 'Its colours replace those of the look. A scene of your own keeps its colours.',
})

/** What the scene of a look is called: its seed too where somebody chose one, so that variations differ. */
export const lookName = ({ look, seed }: Pick<LookChoice, 'look' | 'seed'>): string =>
  seed === 1 ? look : `${look} ${seed}`

/** What a look is built with. */
export function lookOptions(
  { format, seed, colours }: Omit<LookChoice, 'look'>,
  cover: Palette | undefined,
): LookOptions {
  return { format, seed, palette: cover ?? (colours === 'seed' ? turnedPalette(dusk, seed) : dusk) }
}

const paletteKey = ({ artifactId }: ArtifactRef) => `palette:${artifactId}`

/** The palette of a cover, found in a process of its own. Fails with `cover.unreadable`. */
export async function paletteOf(cover: ArtifactRef, use: Use, signal: AbortSignal): Promise<Palette> {
  const request = { path: await use.path(cover), name: cover.name }
  try {
    const palette = await runJob('palette', request, { signal })
    await use.remember(paletteKey(cover), palette)
    return palette
  } catch {
    signal.throwIfAborted()
    throw fail({
      code: 'cover.unreadable',
      message: `“${cover.name}” cannot be read as a picture.`,
      hint: 'Use a PNG, JPEG or WebP that opens elsewhere, or run without cover art.',
      kind: 'input',
      port: 'cover',
    })
  }
}

/** The palette of a cover as it was found last; null when no step has looked at it yet. */
export async function knownPalette(
  cover: ArtifactRef,
  { recall }: Pick<Use, 'recall'>,
): Promise<Palette | null> {
  return LookPalette.safeParse(await recall(paletteKey(cover))).data ?? null
}
