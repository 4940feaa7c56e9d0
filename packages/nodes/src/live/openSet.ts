import { realpath } from 'node:fs/promises'
import { parse } from 'node:path'
import { readSet } from '@segue/media/als/read'
import { fail, live } from '@segue/protocol'
import type { z } from 'zod'
import type { Use } from '../defineNode.ts'
import type { PlacedSet } from './exportWork.ts'

type Open = z.output<typeof live.snapshot.result>

/** Tempos closer than this are one: Live keeps more digits than it writes. */
const sameBpm = 0.01

/**
 * Makes sure that Live has this very set open. Fails with `export.other_set`, so that the step waits until it has, and
 * with `export.changed_set` when the open one plays in another tempo than the file says.
 */
export async function checkOpenSet(placed: PlacedSet, use: Pick<Use, 'origin'>): Promise<void> {
  const { set, time, bridge } = placed
  const open = await bridge.call(live.snapshot, { clips: false })
  if (!(await isSame(open, placed, await use.origin(set)))) {
    const shown = open.name || (open.path && parse(open.path).name)
    throw fail({
      code: 'export.other_set',
      message: `Live has ${shown ? `“${shown}”` : 'another set'} open, not “${set.name}”.`,
      hint: `Open “${set.name}” in Live, then try again.`,
      kind: 'environment',
      port: 'set',
    })
  }
  const [first, ...more] = time.tempoMap ?? []
  if (first && more.length === 0 && Math.abs(first.bpm - open.tempo) > sameBpm) {
    throw fail({
      code: 'export.changed_set',
      message: `“${set.name}” says ${shownBpm(first.bpm)} BPM, but the open set plays at ${shownBpm(open.tempo)}.`,
      hint: 'Save the set in Live and give it to “Live Set” again, or take the change back.',
      kind: 'input',
      port: 'set',
    })
  }
}

const shownBpm = (bpm: number) => Number(bpm.toFixed(2))

/** By where it lies, else by its name; Live before 12 tells neither, and its tracks have to do. */
async function isSame({ path, name, tracks }: Open, { set, path: file }: PlacedSet, origin: string | null) {
  if (path !== null && origin !== null) return (await placeOf(path)) === (await placeOf(origin))
  const shown = path === null ? name : parse(path).name
  if (shown !== '') return folded(shown) === folded(parse(set.name).name)
  const wanted = (await readSet(file, { name: set.name })).tracks.map((track) => track.name)
  const found = tracks.filter(({ kind }) => kind !== 'master').map((track) => track.name)
  return wanted.join('\n') === found.join('\n')
}

/** Links and letters of either case lead to one file on the disks of Windows and macOS. */
const placeOf = async (path: string) => folded(await realpath(path).catch(() => path))
const folded = (text: string) => {
  const composed = text.normalize('NFC')
  return process.platform === 'linux' ? composed : composed.toLowerCase()
}
