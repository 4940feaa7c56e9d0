import { randomBytes } from 'node:crypto'
import type { TakesService } from '@segue/api'
import { ArtifactRef, fail, own, type RunHead, Take } from '@segue/protocol'
import type { Database } from '../store/database.ts'

export interface TakeOptions {
  db: Database
  /** Fails with `run.unknown`. */
  head(runId: string): RunHead
  now(): number
}

/** Favourites in the store. Their files stay for as long as the rows do. */
export function createTakes({ db, head, now }: TakeOptions): TakesService {
  const find = (runId: string, output: string) =>
    db.get('SELECT * FROM takes WHERE run_id = ? AND output = ?', runId, output)
  return {
    list: async ({ recipeId }) =>
      (recipeId === undefined
        ? db.all('SELECT * FROM takes ORDER BY kept_at DESC, rowid DESC')
        : db.all('SELECT * FROM takes WHERE recipe_id = ? ORDER BY kept_at DESC, rowid DESC', recipeId)
      ).map(read),
    async keep({ runId, output, name }) {
      const run = head(runId)
      const value = own(run.outputs, output)
      if (value === undefined || value === null) throw nothing(runId, output)
      const file = ArtifactRef.safeParse(value).data?.name
      db.run(
        `INSERT INTO takes (id, run_id, recipe_id, recipe_name, output, name, value, inputs, made_at, kept_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, output) DO NOTHING`,
        ...[`tke_${randomBytes(9).toString('base64url')}`, runId, run.recipeId, run.recipeName, output],
        ...[name ?? file ?? output, JSON.stringify(value), JSON.stringify(run.inputs), run.createdAt, now()],
      )
      return read(find(runId, output) ?? {})
    },
    async rename({ id, name }) {
      if (db.run('UPDATE takes SET name = ? WHERE id = ?', name, id) === 0) throw unknown(id)
    },
    async drop(id) {
      if (db.run('DELETE FROM takes WHERE id = ?', id) === 0) throw unknown(id)
    },
  }
}

const read = (row: Record<string, unknown>): Take =>
  Take.parse({
    id: row.id,
    runId: row.run_id,
    recipeId: row.recipe_id,
    recipeName: row.recipe_name,
    output: row.output,
    name: row.name,
    value: JSON.parse(String(row.value)),
    inputs: JSON.parse(String(row.inputs)),
    madeAt: row.made_at,
    keptAt: row.kept_at,
  })

const nothing = (runId: string, output: string) =>
  fail({
    code: 'take.nothing',
    message: `${runId} has made no “${output}” that could be kept.`,
    hint: 'Keep an output of a run that is done.',
    kind: 'input',
  })

const unknown = (id: string) =>
  fail({
    code: 'take.unknown',
    message: `There is no favourite ${id}.`,
    hint: 'It may have been taken away in another window.',
    kind: 'input',
  })
