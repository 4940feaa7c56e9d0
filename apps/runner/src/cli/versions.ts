import {
  changesBetween,
  changeWords,
  diffRecipes,
  diffSummary,
  fail,
  type Recipe,
  type RecipeDiff,
} from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { readRecipe } from '../services/recipeRows.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { withBackend } from './backend.ts'
import { common, readNumber, readOptions } from './options.ts'
import { exitWith, printTable } from './print.ts'
import { readStore } from './readStore.ts'

const revisionOf = (text: string): number => readNumber(text, 'A version', [0, 2 ** 31])

/** Lists every save that is kept, beside a live runner. */
export async function versions(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, async () => {
    const all = await readStore(openHome(values.home), (db) =>
      createRecipeService(db, async () => null).history(positionals[0] ?? ''),
    )
    if (values.json) console.log(JSON.stringify(all))
    else
      printTable(
        all.map(({ revision, savedAt, name, published, summary }) => [
          String(revision),
          new Date(savedAt).toISOString(),
          published === null ? '' : `published as ${published}`,
          [name && `“${name}”`, summary].filter(Boolean).join('  '),
        ]),
      )
    return 0
  })
}

/** Gives a version a name; without one, takes it away. */
export async function name(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 2, 3)
  const [id = '', revision = '', given = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ recipes }) => {
        await recipes.nameSave({ id, revision: revisionOf(revision), name: given })
        if (values.json) console.log(JSON.stringify({ id, revision: revisionOf(revision), name: given }))
        else
          console.log(given ? `✔ Version ${revision} is “${given}”.` : `✔ Version ${revision} has no name.`)
        return 0
      },
      { idle: true },
    ),
  )
}

/** Brings a version back as a new save. */
export async function restore(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 2)
  const [id = '', text = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ recipes }) => {
        const restores = revisionOf(text)
        const [now, then] = [await recipes.get(id), await recipes.saved({ id, revision: restores })]
        const changes = changesBetween(now, then)
        const { revision } =
          changes.length === 0
            ? now
            : await recipes.save({ id, baseRevision: now.revision, changes, restores })
        if (values.json) console.log(JSON.stringify({ id, revision, restores }))
        else console.log(`✔ Version ${text} is back, as version ${revision}.`)
        return 0
      },
      { idle: true },
    ),
  )
}

/** The lines of a diff: `+` came, `-` went, `~` changed. */
export function linesOf({ head, nodes, edges, inputs, outputs, layout }: RecipeDiff): string[] {
  const wire = ({ source, target }: RecipeDiff['edges']['added'][number]) =>
    `${source.nodeId}.${source.port} > ${target.nodeId}.${target.port}`
  const face = (side: RecipeDiff['inputs'], noun: string) => [
    ...side.added.map((key) => `+ ${noun} ${key}`),
    ...side.removed.map((key) => `- ${noun} ${key}`),
    ...side.changed.map(({ key, fields }) => `~ ${noun} ${key}: ${fields.map(changeWords).join(', ')}`),
    ...(side.reordered ? [`~ ${noun}s in another order`] : []),
  ]
  return [
    ...head.map((change) => `~ ${changeWords(change)}`),
    ...nodes.added.map(({ nodeId, name, type }) => `+ ${name} (${nodeId}, ${type})`),
    ...nodes.removed.map(({ nodeId, name, type }) => `- ${name} (${nodeId}, ${type})`),
    ...nodes.changed.map(
      ({ nodeId, name, fields }) => `~ ${name} (${nodeId}): ${fields.map(changeWords).join(', ')}`,
    ),
    ...edges.added.map((edge) => `+ ${wire(edge)}`),
    ...edges.removed.map((edge) => `- ${wire(edge)}`),
    ...face(inputs, 'input'),
    ...face(outputs, 'output'),
    ...(layout.moved.length > 0 ? [`~ moved: ${layout.moved.join(', ')}`] : []),
    ...(layout.marks ? ['~ frames and notes'] : []),
  ]
}

/** Which two: the last save and the one before it, unless they are named. */
async function pair(
  recipes: ReturnType<typeof createRecipeService>,
  [id, from, to]: readonly [string, string | undefined, string | undefined],
): Promise<[Recipe, Recipe]> {
  const now = await recipes.get(id)
  const after = to === undefined ? now : await recipes.saved({ id, revision: revisionOf(to) })
  if (from !== undefined) return [await recipes.saved({ id, revision: revisionOf(from) }), after]
  const before = (await recipes.history(id)).find(({ revision }) => revision < now.revision)
  if (before) return [await recipes.saved({ id, revision: before.revision }), after]
  throw fail({
    code: 'recipe.one_version',
    message: 'This recipe has no earlier version.',
    hint: 'Every save makes one; compare again after an edit.',
    kind: 'input',
  })
}

/** Prints what differs between two versions, beside a live runner. */
export async function diff(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1, 3)
  const [id = '', from, to] = positionals
  return exitWith(values.json, () =>
    readStore(openHome(values.home), async (db) => {
      readRecipe(db, id)
      const recipes = createRecipeService(db, async () => null)
      const [before, after] = await pair(recipes, [id, from, to])
      const found = diffRecipes(before, after)
      const versions = { from: before.revision, to: after.revision }
      if (values.json)
        console.log(JSON.stringify({ id, ...versions, summary: diffSummary(found), diff: found }))
      else {
        console.log(`Version ${versions.from} → ${versions.to}: ${diffSummary(found) || 'no difference'}`)
        for (const line of linesOf(found)) console.log(`  ${line}`)
      }
      return 0
    }),
  )
}
