import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderPart } from './demo/renderPart.ts'
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

const folder = join(import.meta.dirname, '../examples/media')
for (const [stem, names] of Object.entries(stems)) {
  const tracks = song.tracks.filter(({ name }) => names.includes(name))
  const flac = await renderPart({ ...song, tracks }, [16, 24])
  await writeFile(join(folder, `demo-${stem}.flac`), flac)
  console.log(`demo-${stem}.flac ${flac.length} bytes`)
}
