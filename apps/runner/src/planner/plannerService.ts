import { randomBytes } from 'node:crypto'
import type { PlannerService } from '@segue/api'
import type { PlannerTypes } from '@segue/planner'
import { applyChanges, diffRecipes, diffSummary, fail, type Proposal, type Recipe } from '@segue/protocol'
import { changesFor } from './accepting.ts'
import type { PlannerParts } from './planner.ts'
import type { Planning } from './planning.ts'

interface ServiceOptions extends Pick<PlannerParts, 'recipes'> {
  types: PlannerTypes
  planning: Planning
  keeping: Pick<PlannerService, 'view' | 'set' | 'meter'>
}

const settled = () =>
  fail({
    code: 'proposal.settled',
    message: 'This proposal was taken or refused already.',
    hint: 'Ask again.',
    kind: 'input',
  })

/** From sentences to proposals, and from proposals into recipes. */
export function createPlannerService({ recipes, planning, keeping, types }: ServiceOptions): PlannerService {
  const { rows } = planning
  const ready = (id: string): Proposal => {
    const proposal = rows.get(id)
    if (proposal.state === 'accepted' || proposal.state === 'rejected') throw settled()
    return proposal
  }
  /** The recipe that a proposal builds on: as it is, or with the proposal that it is to improve. */
  const groundOf = (base: Recipe, refines: string | null): Recipe => {
    if (refines === null) return base
    const earlier = rows.get(refines)
    const before = rows.base(refines)
    if (before.revision !== base.revision) return base
    return applyChanges(before, earlier.changes)
  }
  return {
    ...keeping,
    async propose(request) {
      const base = await recipes.get(request.recipeId)
      const id = `ppl_${randomBytes(9).toString('base64url')}`
      const refined = request.refines === null ? null : rows.get(request.refines)
      const proposal = planning.start({ id, request, base, ground: groundOf(base, request.refines) })
      if (refined?.state === 'ready') planning.put({ ...refined, state: 'rejected' })
      return proposal
    },
    get: async (id) => planning.now(id),
    list: async ({ recipeId, all = false }) => rows.list(recipeId, all).map(({ id }) => planning.now(id)),
    changes: (id, signal) => planning.changes(id, signal),
    async cancel(id) {
      rows.get(id)
      return planning.cancel(id)
    },
    async choose({ id, off }) {
      const proposal = ready(id)
      const base = rows.base(id)
      const now = await recipes.get(proposal.recipeId)
      const chosen = changesFor({ proposal, base, now }, off, types)
      const diff = diffRecipes(now, applyChanges(now, chosen.changes))
      return { ...chosen, diff, summary: diffSummary(diff) }
    },
    async accept({ id, off = [], write = true }) {
      const proposal = ready(id)
      if (proposal.state === 'planning')
        throw fail({
          code: 'proposal.unfinished',
          message: 'This proposal is still being written.',
          hint: 'Wait until it is whole, or stop it and take what is there.',
          kind: 'input',
        })
      const now = await recipes.get(proposal.recipeId)
      const { changes } = changesFor({ proposal, base: rows.base(id), now }, off, types)
      const saved =
        write && changes.length > 0
          ? await recipes.save({ id: proposal.recipeId, baseRevision: now.revision, changes, editor: id })
          : { revision: now.revision }
      const accepted: Proposal = { ...proposal, state: 'accepted' }
      planning.put(accepted)
      return { proposal: accepted, changes, revision: saved.revision }
    },
    async reject(id) {
      if (rows.get(id).state === 'planning') await planning.cancel(id)
      const rejected: Proposal = { ...ready(id), state: 'rejected' }
      planning.put(rejected)
      return rejected
    },
  }
}
