import { join, parse } from 'node:path'
import type { Ranges } from '@segue/media/analysis/curve'
import { type Channels, mapChannels, quantise, readChannels, writeChannels } from '@segue/media/channels/file'
import { settle } from '@segue/media/channels/settle'
import { ArtifactRef, type MediaMeta, mimeTypes } from '@segue/protocol'
import { z } from 'zod'
import type { Use } from './defineNode.ts'
import { digest } from './fileFacts.ts'

type Json = z.core.util.JSONType

/** Curves of earlier runs that may come from the same sound, newest first. */
const Earlier = z
  .array(
    z.object({
      channels: ArtifactRef,
      report: z.json(),
      ranges: z.record(z.string(), z.object({ low: z.number(), width: z.number() })),
    }),
  )
  .max(8)
type Earlier = z.infer<typeof Earlier>[number]

/** With less in common it is another sound, and its values say nothing. */
const enough = 0.4

/** Curves as they were measured. */
interface Measured {
  curves: Channels
  ranges: Ranges
  meta: MediaMeta
}

interface Found {
  earlier: Earlier
  before: Channels
  /** The measured curves, held against the earlier ones. */
  settled: Channels
  like: number
}

async function mostAlike(curves: Channels, list: readonly Earlier[], use: Use): Promise<Found | null> {
  let best: Found | null = null
  for (const earlier of list) {
    const read = await use.path(earlier.channels).then(readChannels, () => null)
    if (!read) continue
    const { curves: settled, like } = settle(curves, read)
    if (like >= enough && like > (best?.like ?? 0)) best = { earlier, before: read, settled, like }
  }
  return best
}

/** A tempo heard twice differs by what hearing it is worth. */
function sameTempo(a: MediaMeta, b: MediaMeta): boolean {
  const [one, two] = [a.tempoMap ?? [], b.tempoMap ?? []]
  const close = (x = 0, y = 0, reach: number) => Math.abs(x - y) <= reach
  return (
    close(a.bpm, b.bpm, 0.021) &&
    one.length === two.length &&
    one.every(({ sec, bpm }, i) => close(sec, two[i]?.sec, 0.0021) && close(bpm, two[i]?.bpm, 0.021))
  )
}

const rounded = (measured: Measured): Measured => ({
  ...measured,
  curves: mapChannels(measured.curves, quantise),
})

/**
 * Stores measured curves. Where an earlier run measured the same sound, exported anew with other dither, they become
 * the very same curves with the same metadata and report, so that nothing behind them runs again. Where it measured
 * the same sound before an edit, they are drawn in its ranges, so that only what was edited changes. `key`:
 * everything that curves of one sound are made with.
 */
export async function saveSteady(
  use: Use,
  sound: { draw(known: Ranges): Promise<Measured>; report: Json; name: string; key: unknown },
): Promise<{ channels: ArtifactRef; report: Json }> {
  let measured = rounded(await sound.draw({}))
  const { rate, samples, planes } = measured.curves
  const memory = `curves:${digest([sound.key, rate, samples, [...planes.keys()]])}`
  const list = Earlier.catch([]).parse(await use.recall(memory))
  let found = await mostAlike(measured.curves, list, use)
  if (found && found.like < 1 && Object.keys(found.earlier.ranges).length > 0) {
    const again = rounded(await sound.draw(found.earlier.ranges))
    const { curves: settled, like } = settle(again.curves, found.before)
    if (like > found.like) [measured, found] = [again, { ...found, settled, like }]
  }
  const heard = found?.earlier.channels.meta
  const tempo = heard && sameTempo(measured.meta, heard) ? { bpm: heard.bpm, tempoMap: heard.tempoMap } : {}
  const known = Object.fromEntries(Object.entries(tempo).filter(([, value]) => value !== undefined))
  const out = join(use.workDir, 'steady.channels')
  await writeChannels(out, found?.settled ?? measured.curves)
  const channels = await use.save(out, {
    mime: mimeTypes.channels,
    name: `${parse(sound.name).name}.channels`,
    meta: { ...measured.meta, ...known },
  })
  const same = found?.earlier.channels.artifactId === channels.artifactId ? found.earlier : null
  const report = same?.report ?? sound.report
  const newest = { channels, report, ranges: same?.ranges ?? measured.ranges }
  const others = list.filter((one) => one.channels.artifactId !== channels.artifactId)
  await use.remember(memory, z.json().parse([newest, ...others].slice(0, 8)))
  return { channels, report }
}
