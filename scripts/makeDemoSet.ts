import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { draftSetFile } from '@segue/media/als/draftSet'
import { midiFileOf } from '@segue/media/als/midiFile'
import { readSet } from '@segue/media/als/read'
import { renderSet } from '@segue/standins/live/renderSet'
import { encodeFlac } from './demo/flac.ts'
import { song } from './demo/song.ts'

/**
 * Writes the demo: a Live Set for Segue and its stand-ins to read (Live itself wants more than it holds), its notes as
 * a MIDI file, and the master that our stand-in renders from it. The same bytes every time. Run it with `node scripts/makeDemoSet.ts`.
 */
const folder = join(import.meta.dirname, '../examples/media')
const setPath = join(folder, 'demo-set.als')
await writeFile(setPath, draftSetFile(song))
await writeFile(join(folder, 'demo-notes.mid'), midiFileOf(await readSet(setPath)))

const work = await mkdtemp(join(tmpdir(), 'segue-demo-'))
try {
  const wav = join(work, 'demo.wav')
  const args = renderSet.spec.args.parse({ set: setPath, root: null, out: wav })
  await renderSet.run(args, testContext())
  const flac = await encodeFlac(wav)
  await writeFile(join(folder, 'demo-master.flac'), flac)
  const set = await readFile(setPath)
  console.log(`demo-set.als ${set.length} bytes, demo-master.flac ${flac.length} bytes`)
} finally {
  await rm(work, { recursive: true, force: true })
}
