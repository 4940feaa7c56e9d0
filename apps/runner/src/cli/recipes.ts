import { Readable } from 'node:stream'
import { stableText } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { readRecipe } from '../services/recipeRows.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { withBackend } from './backend.ts'
import { relink } from './import.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith } from './print.ts'
import { readStore } from './readStore.ts'
import { writeWhole } from './writeWhole.ts'

/** `segue recipes [list | publish | versions | show | save | relink]`: the recipes of a home. */
export async function recipes([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, publish, versions, show, save, relink }, name)(args)
}

/** Reads beside a live runner. */
async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return exitWith(values.json, async () => {
    const all = await readStore(openHome(values.home), (db) =>
      createRecipeService(db, async () => null).list(),
    )
    if (values.json) console.log(JSON.stringify(all))
    else
      for (const { id, name, nodes, starter } of all)
        console.log(`${id}  ${name}  (${nodes} nodes${starter ? ', starter' : ''})`)
    return 0
  })
}

async function publish(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  const [id = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const made = await backend.recipes.publish(id)
        if (values.json) console.log(JSON.stringify(made))
        else console.log(`✔ ${id} is published as version ${made.version}.`)
        return 0
      },
      { idle: true },
    ),
  )
}

async function versions(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, async () => {
    const all = await readStore(openHome(values.home), (db) =>
      createRecipeService(db, async () => null).versions(positionals[0] ?? ''),
    )
    if (values.json) console.log(JSON.stringify(all))
    else
      for (const { version, createdAt } of all)
        console.log(`${version}  ${new Date(createdAt).toISOString()}`)
    return 0
  })
}

const textOf = (home: string | undefined, id: string): Promise<string> =>
  readStore(openHome(home), (db) => stableText(readRecipe(db, id)))

/** Prints the document as it would stand in git. */
async function show(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, async () => {
    process.stdout.write(await textOf(values.home, positionals[0] ?? ''))
    return 0
  })
}

async function save(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 2)
  const [id = '', path = ''] = positionals
  return exitWith(values.json, async () => {
    await writeWhole(path, Readable.from([await textOf(values.home, id)]))
    if (values.json) console.log(JSON.stringify({ path }))
    else console.log(`✔ ${path}`)
    return 0
  })
}
