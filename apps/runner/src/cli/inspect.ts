import type { Inspection } from '@segue/api'
import { compile, inspect as inspectCompiled } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { fail, RunId } from '@segue/protocol'
import { type Home, openHome } from '../config/home.ts'
import { createRecipeVersions } from '../services/recipeVersions.ts'
import { type Backend, withBackend } from './backend.ts'
import { namedRecipe } from './namedRecipe.ts'
import { common, readOptions, usageError } from './options.ts'
import { exitWith } from './print.ts'
import { readStore } from './readStore.ts'

const options = {
  ...common,
  machine: { type: 'string' },
  mermaid: { type: 'boolean', default: false },
  xstate: { type: 'boolean', default: false },
} as const

/** `segue inspect RUN|RECIPE [--machine ID] [--mermaid | --xstate]`: its nodes and machines; of a run, where it stands. */
export async function inspect(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const { json, machine, mermaid, xstate } = values
  if (Number(mermaid) + Number(xstate) + Number(json) > 1)
    throw usageError('Choose one of --mermaid, --xstate and --json.')
  const home = openHome(values.home)
  return exitWith(json, () =>
    withBackend(
      home,
      async (backend) => {
        const found = await inspectionOf(backend, home, positionals[0] ?? '')
        const machines = machine === undefined ? found.machines : machinesOf(found, machine)
        if (json) console.log(JSON.stringify({ ...found, machines }))
        else if (xstate) console.log(JSON.stringify(machines.map(({ config }) => config)))
        else console.log(machine === undefined ? found.graph : machines.map((one) => one.mermaid).join('\n'))
        return 0
      },
      { idle: true },
    ),
  )
}

async function inspectionOf(backend: Backend, home: Home, name: string): Promise<Inspection> {
  if (RunId.safeParse(name).success) return backend.runs.inspect(name)
  const { recipe, stored } = await namedRecipe(backend, name)
  if (stored) return backend.recipes.inspect(recipe.id)
  return readStore(home, (db) =>
    inspectCompiled(compile(recipe, catalogue, { recipes: createRecipeVersions(db).find })),
  )
}

/** The machines of one kind, or the one with this hash. Fails with `machine.unknown`. */
function machinesOf({ machines }: Inspection, name: string): Inspection['machines'] {
  const found = machines.filter(({ id, hash }) => id === name || hash === name)
  if (found.length > 0) return found
  throw fail({
    code: 'machine.unknown',
    message: `There is no machine ${name} in it.`,
    hint: `It has ${machines.map(({ id }) => id).join(', ')}.`,
    kind: 'input',
  })
}
