import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { catalogue } from '@segue/nodes'
import { type ArtifactRef, Recipe } from '@segue/protocol'
import type { ScoreContext } from './score.ts'

const folder = join(import.meta.dirname, '../../../../examples/recipes')

/** Stands for a file of an example; tests of graphs never open one. */
const fileNamed = (file: string): ArtifactRef => ({
  artifactId: 'a'.repeat(64),
  mime: file.endsWith('.mid')
    ? 'audio/midi'
    : /\.(?:png|jpe?g|webp)$/.test(file)
      ? 'image/png'
      : file.endsWith('.als')
        ? 'application/octet-stream'
        : 'audio/flac',
  bytes: 1,
  name: basename(file),
  meta: {},
})

const reviver = (_: string, value: unknown): unknown =>
  typeof value === 'object' &&
  value !== null &&
  'file' in value &&
  typeof value.file === 'string' &&
  Object.keys(value).length === 1
    ? fileNamed(value.file)
    : value

/** Every starter recipe by its name. */
export const starters: ReadonlyMap<string, Recipe> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [
      basename(name, '.json'),
      Recipe.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'), reviver)),
    ]),
)

/** What sentences are scored with in tests. */
export const scoreContext: ScoreContext = {
  types: catalogue,
  starter(name) {
    const found = starters.get(name)
    if (!found) throw new Error(`There is no starter recipe ${name}.`)
    return found
  },
}
