import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { album, pieceSet } from './demo/album.ts'
import { renderPart } from './demo/renderPart.ts'

/** Writes the tracks of the demo album. The same bytes every time. Run it with `node scripts/makeDemoAlbum.ts`. */
const folder = join(import.meta.dirname, '../examples/media/demo-album')
await mkdir(folder, { recursive: true })
for (const piece of album) {
  const flac = await renderPart(pieceSet(piece), piece.part)
  await writeFile(join(folder, `${piece.title}.flac`), flac)
  console.log(`${piece.title}.flac ${flac.length} bytes`)
}
