import { mkdir } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { runJob } from '@segue/media/child/runJob'
import { beatOfSec } from '@segue/media/time/tempo'
import { type ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import type { RunArgs } from '../defineNode.ts'
import { arrangementLength, arrangementPlace } from './arrangementTime.ts'
import { clock } from './clock.ts'
import type { ExportWork, SetPlace } from './exportWork.ts'
import { newestSound } from './newestSound.ts'
import { passOn } from './passOn.ts'

/** Clocks of disks and machines differ; an export from a moment before the question is meant all the same. */
const earlyMs = 2000
/** Lengths closer than this are one: Live writes whole buffers. */
const sameSec = 0.1
/** A person is at it: looked for this often. */
const waits = { code: 'export.waiting', kind: 'environment', context: { againMs: 5000 } } as const

/**
 * The sound that a person exports from Live by hand: names the folder and what to set, and takes the file once it is
 * there and whole. Until then it fails with `export.waiting`, so that the step waits and does not hold Live.
 */
export async function takeExport(
  place: SetPlace,
  work: ExportWork,
  { mark, marks }: Pick<RunArgs<unknown, unknown>, 'mark' | 'marks'>,
): Promise<ArtifactRef> {
  const { set, range, time } = place
  const { use, signal } = work
  const folder = await folderFor(set, work)
  const hint = howTo(place, folder)
  const since = z.number().catch(Date.now).parse(marks.get('since'))
  if (!marks.has('since')) mark('since', since)
  const found = await newestSound(folder, since - earlyMs, signal)
  const called = parse(set.name).name
  if (found === null)
    throw fail({ ...waits, message: `Waits for your export of “${called}” from Live.`, hint })
  if (found === 'writing') throw fail({ ...waits, message: 'Live still writes the export.', hint })
  const name = basename(found)
  const { durationSec } = await runJob('facts', { path: found, name }, { signal })
  const lengthSec = range.toSec - range.fromSec
  if (durationSec < lengthSec - sameSec) {
    const message = `“${name}” lasts ${clock(durationSec)}, and ${clock(lengthSec)} are needed.`
    throw fail({ ...waits, message, hint })
  }
  if (durationSec > lengthSec + sameSec) return passOn(await use.save(found, { name }), set, work)
  const out = join(use.workDir, 'range.wav')
  const cut = await runJob('fade', { path: found, out, fades: { ...range, lengthSec } }, { signal })
  const meta = { ...cut, ...time, offsetSec: range.fromSec }
  return use.save(out, { mime: 'audio/wav', name: `${called}.wav`, meta })
}

/** The fields of Live's dialog, by their names there (Live 12 manual, “Exporting Audio and Video”). */
function howTo({ range, time: { tempoMap = [], meter = [] } }: SetPlace, folder: string): string {
  const from = beatOfSec(tempoMap, range.fromSec)
  const to = beatOfSec(tempoMap, range.toSec)
  const start = arrangementPlace(from, meter)
  const length = arrangementLength(from, to, meter)
  return `In Live: File → Export Audio/Video. Rendered Track: Main, Render Start ${start}, Render Length ${length}. Save it into ${folder}`
}

/** Beside the set, where Live’s own dialog begins; else with what the run delivers. */
async function folderFor(set: ArtifactRef, { use }: ExportWork): Promise<string> {
  const origin = await use.origin(set)
  const beside = origin === null ? use.outFolder : dirname(origin)
  const folder = join(beside, `Exports of ${parse(set.name).name}`)
  await mkdir(folder, { recursive: true })
  return folder
}
