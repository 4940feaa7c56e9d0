import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Recipe, RunView } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import type { Database } from '../store/database.ts'
import { resolveFileMarkers } from './fileMarkers.ts'
import { indexRecipes } from './recipeHeads.ts'
import { plantStarter } from './recipeService.ts'

/** Folder of the recipes and media that ship with Segue. */
export const examplesFolder = join(import.meta.dirname, '../../../../examples')

/** The recipe a newcomer sees; the others follow by name. */
const first = 'beat-film.json'

/** Puts every starter recipe into the store, with the files it names. */
export async function plantStarters(db: Database, artifacts: ArtifactStore): Promise<void> {
  const folder = join(examplesFolder, 'recipes')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== first)
  for (const file of [first, ...files.sort()]) {
    const document = JSON.parse(await readFile(join(folder, file), 'utf8'))
    const resolved = await resolveFileMarkers(document, folder, (path, name) =>
      artifacts.putFile(path, { name, origin: path }),
    )
    plantStarter(db, Recipe.parse(resolved), basename(file, '.json'))
  }
  indexRecipes(db)
}

/**
 * The bundled result of a starter recipe: a past run in `examples/samples/<starter>/run.json` with the files it made
 * beside it. Null when there is none.
 */
export async function loadSample(artifacts: ArtifactStore, starter: string): Promise<RunView | null> {
  const folder = join(examplesFolder, 'samples', starter)
  if (!existsSync(join(folder, 'run.json'))) return null
  for (const name of await readdir(folder))
    if (name !== 'run.json') await artifacts.putFile(join(folder, name), { name })
  return RunView.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')))
}

/** What the samples show, as JSON: their files stay in the store. */
export async function sampleTexts(): Promise<string[]> {
  const folder = join(examplesFolder, 'samples')
  if (!existsSync(folder)) return []
  const runs = (await readdir(folder)).map((name) => join(folder, name, 'run.json'))
  return Promise.all(runs.filter(existsSync).map((path) => readFile(path, 'utf8')))
}
