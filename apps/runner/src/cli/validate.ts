import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { validate as validateRecipe } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import type { Failure } from '@segue/protocol'
import { sniffMime } from '../artifacts/sniff.ts'
import { openHome } from '../config/home.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { createRecipeVersions } from '../services/recipeVersions.ts'
import { isStored } from './namedRecipe.ts'
import { common, readOptions } from './options.ts'
import { exitWith, printFailures } from './print.ts'
import { readStore } from './readStore.ts'
import { readRecipeFile } from './recipeFile.ts'

/** `segue validate RECIPE`: every failure at once; exit 0 or 2. Stores nothing. */
export async function validate(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  const [name = ''] = positionals
  return exitWith(values.json, async () => {
    const failures = isStored(name) ? await ofStored(name, values.home) : await ofFile(name, values.home)
    const ok = failures.every((failure) => failure.severity === 'warning')
    if (values.json) console.log(JSON.stringify({ ok, failures }))
    else if (failures.length > 0) printFailures(failures, false)
    else console.log(`✔ ${name} can run.`)
    return ok ? 0 : 2
  })
}

const ofStored = (id: string, home: string | undefined): Promise<Failure[]> =>
  readStore(openHome(home), (db) => createRecipeService(db, async () => null).validate(id))

async function ofFile(path: string, root: string | undefined): Promise<Failure[]> {
  const named = async (file: string) => ({
    artifactId: '0'.repeat(64),
    mime: sniffMime(new Uint8Array(), file),
    bytes: 0,
    name: basename(file),
    meta: {},
  })
  const { recipe, failures } = await readRecipeFile(path, named)
  const home = openHome(root)
  if (!recipe || !existsSync(home.database)) return failures
  return readStore(home, (db) =>
    validateRecipe(recipe, catalogue, { recipes: createRecipeVersions(db).find }),
  )
}
