import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { namedRecipe } from './namedRecipe.ts'
import { common, readNumber, readOptions } from './options.ts'
import { exitWith, printFailures } from './print.ts'

const options = {
  ...common,
  out: { type: 'string' },
  media: { type: 'string' },
  sample: { type: 'boolean', default: false },
} as const

/** `segue export RECIPE [--out FILE] [--media MB] [--sample]`: a package with what the recipe needs, and a result. */
export async function exportRecipe(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const media = values.media === undefined ? {} : { mediaBytes: megabytes(values.media) }
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const { recipe, stored } = await namedRecipe(backend, positionals[0] ?? '')
        const { file, left, warnings } = await backend.packages.export({
          recipe: stored ? { id: recipe.id } : recipe,
          ...media,
          sample: values.sample,
        })
        const path = values.out ?? file.name
        if (values.out === undefined && existsSync(path)) throw taken(path)
        await backend.give(file, path)
        if (values.json)
          console.log(JSON.stringify({ path: resolve(path), bytes: file.bytes, left, warnings }))
        else {
          console.log(`✔ ${path}, ${(file.bytes / 1e6).toFixed(1)} MB.`)
          for (const { name, bytes, artifactId } of left)
            console.log(`  left out: ${name}, ${(bytes / 1e6).toFixed(1)} MB, ${artifactId}`)
          printFailures(warnings, false)
        }
        return 0
      },
      { idle: true },
    ),
  )
}

const megabytes = (text: string): number => readNumber(text, '--media', [0, 1000]) * 1_000_000

const taken = (path: string) =>
  fail({
    code: 'cli.file_exists',
    message: `There is a file ${path} already.`,
    hint: 'Say with --out which file to write; it is replaced then.',
    kind: 'input',
  })
