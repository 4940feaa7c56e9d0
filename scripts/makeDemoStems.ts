import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { draftSetFile } from '@segue/media/als/draftSet'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { renderSet } from '@segue/standins/live/renderSet'
import { encodeFlac } from './demo/flac.ts'
import { song } from './demo/song.ts'

/**
 * Writes three parts of the demo song, each alone, from the first two bars of its drop. The same bytes every time. Run
 * it with `node scripts/makeDemoStems.ts`.
 */
const stems = {
  drums: ['Kick', 'Snare and Clap', 'Hats'],
  bass: ['Bass'],
  chords: ['Chords', 'Pad', 'Lead'],
}
const [fromBeat, toBeat] = [16, 24]

const folder = join(import.meta.dirname, '../examples/media')
const work = await mkdtemp(join(tmpdir(), 'segue-stems-'))
try {
  for (const [stem, names] of Object.entries(stems)) {
    const set = join(work, `${stem}.als`)
    const tracks = song.tracks.filter(({ name }) => names.includes(name))
    await writeFile(set, draftSetFile({ ...song, tracks }))
    const whole = join(work, `${stem}-whole.wav`)
    await renderSet.run(renderSet.spec.args.parse({ set, root: null, out: whole }), testContext())
    const { planes, facts } = await readSound(whole)
    const at = (beat: number) => Math.round(((beat * 60) / song.bpm) * facts.sampleRate)
    const part = planes.map((plane) => plane.slice(at(fromBeat), at(toBeat)))
    const wav = join(work, `${stem}.wav`)
    await writeWav(wav, part, { sampleRate: facts.sampleRate, bits: 24 })
    const flac = await encodeFlac(wav)
    await writeFile(join(folder, `demo-${stem}.flac`), flac)
    console.log(`demo-${stem}.flac ${flac.length} bytes`)
  }
} finally {
  await rm(work, { recursive: true, force: true })
}
