import { common, readOptions, subcommand } from './options.ts'
import { printTable } from './print.ts'
import { readRunId } from './request.ts'
import { withTriggers } from './trigger/withTriggers.ts'

async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...common, recipe: { type: 'string' } }, 0)
  const { recipe } = values
  return withTriggers(
    values,
    ({ takes }) => takes.list(recipe === undefined ? {} : { recipeId: recipe }),
    (all) => {
      if (all.length === 0) return console.log('No favourites yet.')
      printTable([
        ['TAKE', 'NAME', 'RECIPE', 'OUTPUT', 'RUN'],
        ...all.map(({ id, name, recipeName, output, runId }) => [id, name, recipeName, output, runId]),
      ])
    },
  )
}

async function keep(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 2, 3)
  const [run = '', output = '', name] = positionals
  return withTriggers(
    values,
    ({ takes }) => takes.keep({ runId: readRunId(run), output, ...(name === undefined ? {} : { name }) }),
    (take) => console.log(`✔ ${take.id} “${take.name}” stays.`),
  )
}

async function drop(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  const [id = ''] = positionals
  return withTriggers(
    values,
    async ({ takes }) => (await takes.drop(id)) ?? { ok: true },
    () => console.log(`✔ ${id} is no favourite any more.`),
  )
}

/** `segue takes [list | keep RUN OUTPUT [NAME] | drop TAKE]`: favourites, which stay whatever becomes of their runs. */
export async function takes([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, keep, drop }, name)(args)
}
