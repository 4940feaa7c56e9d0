import { basename } from 'node:path'
import { sniffMime } from '../artifacts/sniff.ts'
import { readOptions } from './options.ts'
import { printFailures } from './print.ts'
import { readRecipeFile } from './recipeFile.ts'

/** `segue validate RECIPE.json [--json]`: every failure at once; exit 0 or 2. Stores nothing. */
export async function validate(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean', default: false } }, 1)
  const [path = ''] = positionals
  const named = async (file: string) => ({
    artifactId: '0'.repeat(64),
    mime: sniffMime(new Uint8Array(), file),
    bytes: 0,
    name: basename(file),
    meta: {},
  })
  const { failures } = await readRecipeFile(path, named)
  const ok = failures.every((failure) => failure.severity === 'warning')
  if (values.json) console.log(JSON.stringify({ ok, failures }))
  else if (failures.length > 0) printFailures(failures, false)
  else console.log(`✔ ${path} can run.`)
  return ok ? 0 : 2
}
