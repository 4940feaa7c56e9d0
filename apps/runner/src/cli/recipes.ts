import { Readable } from 'node:stream'
import { stableText } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { readRecipe } from '../services/recipeRows.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { withBackend } from './backend.ts'
import { relink } from './import.ts'
import { migrate } from './migrate.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith } from './print.ts'
import { readStore } from './readStore.ts'
import { diff, name as nameVersion, restore, versions } from './versions.ts'
import { writeWhole } from './writeWhole.ts'

/** `segue recipes [list | publish | versions | diff | …]`: the recipes of a home. */
export async function recipes([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand(commands, name)(args)
}

/** Reads beside a live runner. */
async function list(args: string[]): Promise<number> {
  const options = { ...common, search: { type: 'string' }, archived: { type: 'boolean' } } as const
  const { values } = readOptions(args, options, 0)
  const { search, archived } = values
  return exitWith(values.json, async () => {
    const all = await readStore(openHome(values.home), (db) =>
      createRecipeService(db, async () => null).list({ search, archived }),
    )
    if (values.json) console.log(JSON.stringify(all))
    else
      for (const { id, name, nodes, starter, tags } of all)
        console.log(
          `${id}  ${name}  (${[`${nodes} nodes`, ...(starter ? ['starter'] : []), ...tags].join(', ')})`,
        )
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
        const users = (await backend.recipes.versionUsers(id)).filter(
          ({ version }) => version !== made.version,
        )
        if (values.json) console.log(JSON.stringify({ ...made, users }))
        else {
          console.log(`✔ ${id} is published as version ${made.version}.`)
          for (const { by, name, version } of users)
            console.log(`  The ${by} “${name}” stays with version ${version}.`)
        }
        return 0
      },
      { idle: true },
    ),
  )
}

/** Puts a recipe away, or back. */
const putAway =
  (archived: boolean) =>
  async (args: string[]): Promise<number> => {
    const { values, positionals } = readOptions(args, common, 1)
    const [id = ''] = positionals
    return exitWith(values.json, () =>
      withBackend(
        openHome(values.home),
        async (backend) => {
          const { paused } = await backend.recipes.archive({ id, archived })
          if (values.json) console.log(JSON.stringify({ id, archived, paused }))
          else {
            console.log(archived ? `✔ ${id} is put away.` : `✔ ${id} is back in the list.`)
            for (const name of paused) console.log(`  “${name}” is paused, and stays so until you resume it.`)
          }
          return 0
        },
        { idle: true },
      ),
    )
  }

/** Copies a recipe under a name of its own. */
async function duplicate(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1, 2)
  const [id = '', given] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ recipes }) => {
        const recipe = await recipes.get(id)
        const name = given ?? `${recipe.name} copy`.slice(0, 120)
        const made = await recipes.create({ name, recipe })
        if (values.json) console.log(JSON.stringify({ id: made.id, name }))
        else console.log(`✔ ${made.id}  ${name}`)
        return 0
      },
      { idle: true },
    ),
  )
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

const commands = {
  ...{ list, publish, versions, diff, restore, name: nameVersion, duplicate },
  ...{ archive: putAway(true), unarchive: putAway(false), show, save, relink, migrate },
}
