import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ImportedRecipe, MissingMedia } from '@segue/api'
import { fail } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { findMedia } from '../packages/findMedia.ts'
import { refuse } from '../services/prepareRun.ts'
import { type Backend, withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith, printFailures } from './print.ts'
import { readRecipeFile } from './recipeFile.ts'

const options = { ...common, relink: { type: 'string' } } as const

/** `segue import FILE [--relink FOLDER]`: a package or a recipe as JSON becomes a recipe of one's own; nothing runs. */
export async function importRecipe(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const imported = await importFile(backend, positionals[0] ?? '')
        const { id, name } = imported
        const { missing, found } = await relinked(backend, imported, values.relink)
        const lacking = new Set<unknown>(missing.map(({ artifactId }) => artifactId))
        const warnings = imported.warnings.filter(
          ({ context }) => context?.artifactId === undefined || lacking.has(context.artifactId),
        )
        if (values.json) console.log(JSON.stringify({ id, name, missing, found, warnings }))
        else {
          console.log(`✔ ${name} is here as ${id}. Nothing of it has run.`)
          for (const file of found) console.log(`  found: ${file.name}`)
          printFailures(warnings, false)
        }
        return 0
      },
      { idle: true },
    ),
  )
}

/** `segue recipes relink ID FOLDER`: finds missing files of a stored recipe. */
export async function relink(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 2)
  const [id = '', folder = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const missing = await backend.packages.missing(id)
        const made = await relinked(backend, { id, missing }, folder)
        if (values.json) console.log(JSON.stringify(made))
        else {
          for (const file of made.found) console.log(`✔ found: ${file.name}`)
          for (const file of made.missing) console.log(`✖ still missing: ${file.name}  ${file.artifactId}`)
        }
        return made.missing.length === 0 ? 0 : 1
      },
      { idle: true },
    ),
  )
}

async function relinked(
  { packages, take }: Pick<Backend, 'packages' | 'take'>,
  { id, missing }: Pick<ImportedRecipe, 'id' | 'missing'>,
  folder: string | undefined,
): Promise<{ found: MissingMedia[]; missing: MissingMedia[] }> {
  if (folder === undefined || missing.length === 0) return { found: [], missing }
  const files = []
  for (const { path, name } of await findMedia(resolve(folder), missing)) files.push(await take(path, name))
  return packages.relink({ id, files })
}

async function importFile({ packages, take }: Backend, path: string): Promise<ImportedRecipe> {
  if (await isZip(path)) return packages.import({ file: await take(resolve(path), basename(path)) })
  const { recipe, failures } = await readRecipeFile(path, take)
  if (!recipe) refuse(failures)
  if (recipe) return packages.import({ recipe })
  throw new Error('A document without failures is a recipe.')
}

/** By its first bytes. Fails with `package.unreadable`. */
async function isZip(path: string): Promise<boolean> {
  try {
    await using file = await open(path)
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === 'PK'
  } catch (error) {
    throw fail({
      code: 'package.unreadable',
      message: `${path}: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Give the path of a .segue file, or of a recipe saved as JSON.',
      kind: 'input',
    })
  }
}
