import type { Recipe } from '@segue/protocol'
import type { Runner } from '@segue/runner/runner'
import { putRecipe } from '@segue/runner/services/recipeRows'
import { plantStarters } from '@segue/runner/services/samples'
import { withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import type { Row } from './table.ts'

const recipes = 5000
const runs = 100_000
const times = 20

/** Lists and searches of a large library: as a client asks for them, the answer read. */
export const benchLibrary = (): Promise<Row[]> =>
  withHome((home) =>
    withRunner(
      home,
      async (runner) => {
        await fill(runner)
        const { services } = runner
        const asked: readonly [string, () => Promise<unknown>][] = [
          [`listing ${recipes} recipes`, () => services.recipes.list()],
          [
            `finding one of ${recipes} recipes by its name`,
            () => services.recipes.list({ search: 'film 4711' }),
          ],
          [`finding all of ${recipes} recipes by a node`, () => services.recipes.list({ search: 'encode' })],
          [`listing the newest 50 of ${runs} runs`, () => services.runs.list({ limit: 50 })],
          [`finding 50 of ${runs} runs by a word`, () => services.runs.list({ search: 'bench', limit: 50 })],
          [
            `finding none of ${runs} runs by a word`,
            () => services.runs.list({ search: 'nowhere', limit: 50 }),
          ],
        ]
        const rows: Row[] = []
        for (const [what, ask] of asked)
          rows.push({ what, value: await usual(ask), unit: 'ms', limit: 'at most 100' })
        return rows
      },
      { resume: false },
    ),
  )

/** The median of so many times, each until the answer is text. */
async function usual(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < times; time++) {
    const from = performance.now()
    JSON.stringify(await ask())
    took.push(performance.now() - from)
  }
  return took.sort((a, b) => a - b)[times / 2] ?? 0
}

/** Recipes are the starters over and over; runs are copies of one that was stored. */
async function fill({ db, artifacts, services }: Runner): Promise<void> {
  await plantStarters(db, artifacts)
  const documents: Recipe[] = []
  for (const { id } of await services.recipes.list()) documents.push(await services.recipes.get(id))
  db.tx(() => {
    for (let i = 0; i < recipes; i++) {
      const recipe = documents[i % documents.length] ?? chain
      putRecipe(db, { ...recipe, id: `rcp_${i}`, name: `${recipe.name} film ${i}` })
    }
  })
  const { runId } = await services.runs.start({ recipe: chain, inputs: {} })
  const columns = db
    .all("SELECT name FROM pragma_table_info('runs')")
    .map(({ name }) => String(name))
    .filter((name) => name !== 'id')
  db.run(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO runs (id, ${columns.join(', ')})
     SELECT 'run_' || i, ${columns.map((name) => (name === 'created_at' ? 'i' : name)).join(', ')}
     FROM n JOIN runs ON runs.id = ?`,
    runs,
    runId,
  )
}
