import type { PlannerMeter } from '@segue/api'
import { fail, Proposal, Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** Proposals in the store, each with the recipe that it was made for as it was then. */
export interface ProposalRows {
  add(proposal: Proposal, base: Recipe): void
  put(proposal: Proposal): void
  /** Fails with `proposal.unknown`. */
  get(id: string): Proposal
  base(id: string): Recipe
  list(recipeId: string, all: boolean): Proposal[]
  /** Proposals that were being written when the runner ended. */
  open(): Proposal[]
  /** What all plans since a moment took. */
  taken(since: number): PlannerMeter['all']
}

/** So many proposals of one recipe are kept that are done with. */
const keptPerRecipe = 50

/** Opens the proposals of a store. */
export function openProposals(db: Database): ProposalRows {
  const read = (row: Record<string, unknown>) => Proposal.parse(JSON.parse(String(row.document)))
  const rowOf = (id: string) => {
    const row = db.get('SELECT document, base FROM proposals WHERE id = ?', id)
    if (row) return row
    throw fail({
      code: 'proposal.unknown',
      message: 'This proposal is not there any more.',
      hint: 'Ask again.',
      kind: 'input',
    })
  }
  return {
    add(proposal, base) {
      const { id, recipeId, state, createdAt } = proposal
      db.run(
        'INSERT INTO proposals (id, recipe_id, state, document, base, created_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...[id, recipeId, state, JSON.stringify(proposal), JSON.stringify(base), createdAt],
      )
      // What it took stays on the meter.
      db.run(
        `UPDATE proposals SET document = '', base = '' WHERE recipe_id = ? AND document <> ''
         AND state NOT IN ('planning', 'ready') AND id NOT IN
         (SELECT id FROM proposals WHERE recipe_id = ? ORDER BY created_at DESC LIMIT ?)`,
        ...[recipeId, recipeId, keptPerRecipe],
      )
    },
    put(proposal) {
      const { id, state, usage } = proposal
      db.run(
        `UPDATE proposals SET state = ?, document = ?, input_tokens = ?, output_tokens = ?, cost_usd = ? WHERE id = ?`,
        ...[state, JSON.stringify(proposal), usage.inputTokens, usage.outputTokens, usage.costUsd ?? 0, id],
      )
    },
    get: (id) => read(rowOf(id)),
    base: (id) => Recipe.parse(JSON.parse(String(rowOf(id).base))),
    list: (recipeId, all) =>
      db
        .all(
          `SELECT document FROM proposals WHERE recipe_id = ? AND document <> ''
           ${all ? '' : "AND state IN ('planning', 'ready')"} ORDER BY created_at DESC LIMIT 200`,
          recipeId,
        )
        .map(read),
    open: () => db.all(`SELECT document FROM proposals WHERE state = 'planning'`).map(read),
    taken(since) {
      const row = db.get(
        `SELECT count(*) AS plans, total(input_tokens) AS input, total(output_tokens) AS output, total(cost_usd) AS cost
         FROM proposals WHERE created_at >= ?`,
        since,
      )
      return {
        plans: Number(row?.plans ?? 0),
        inputTokens: Number(row?.input ?? 0),
        outputTokens: Number(row?.output ?? 0),
        costUsd: Number(row?.cost ?? 0),
      }
    },
  }
}
