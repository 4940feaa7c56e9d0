import { type Built, openLibrary, type PlannerTypes, proposalOf } from '@segue/planner'
import {
  failureOf,
  type PlannerSettings,
  type PlanRequest,
  type PlanUsage,
  type Proposal,
  type Recipe,
} from '@segue/protocol'
import { type Answer, type Answerer, noUsage, type Question } from './answer.ts'
import type { PlannerParts } from './planner.ts'
import type { ProposalRows } from './proposalRows.ts'

/** Proposals that are being written. */
export interface Planning {
  readonly rows: ProposalRows
  start(of: { id: string; request: PlanRequest; base: Recipe; ground: Recipe }): Proposal
  /** As far as it is written. */
  now(id: string): Proposal
  changes(id: string, signal: AbortSignal): AsyncIterable<Proposal>
  cancel(id: string): Promise<Proposal>
  put(proposal: Proposal): void
  /** Answers without keeping a proposal: for steps of a run, which keep what came of it themselves. */
  answer(question: Pick<Question, 'prompt' | 'options'>, signal: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

interface PlanningOptions extends Pick<PlannerParts, 'recipes' | 'system' | 'studio' | 'clock'> {
  rows: ProposalRows
  types: PlannerTypes
  settings(): PlannerSettings
  answererFor(settings: PlannerSettings): Answerer
}

/** Recipes of people that answers may be made from, besides the starters. */
const mostRecipes = 200

interface Running {
  proposal: Proposal
  stop: AbortController
  done: Promise<Proposal>
}

/** Runs questions and keeps what comes of them. */
export function createPlanning(options: PlanningOptions): Planning {
  const { rows, types, recipes, system, studio, clock } = options
  const running = new Map<string, Running>()
  const watchers = new Map<string, Set<() => void>>()
  const wake = (id: string) => {
    for (const ring of watchers.get(id) ?? []) ring()
  }
  const put = (proposal: Proposal) => {
    rows.put(proposal)
    wake(proposal.id)
  }
  const now = (id: string): Proposal => running.get(id)?.proposal ?? rows.get(id)

  const gallery = async (but: string): Promise<Recipe[]> => {
    const heads = await recipes.list()
    const near = heads.filter(({ id, nodes }) => id !== but && nodes > 0).slice(0, mostRecipes)
    return Promise.all(near.map(({ id }) => recipes.get(id)))
  }

  async function plan(run: Running, { base, ground }: { base: Recipe; ground: Recipe }): Promise<Proposal> {
    const { prompt, selection, from, provider } = run.proposal
    const settings = options.settings()
    const [apps, library] = await Promise.all([
      system.apps(),
      gallery(base.id).then((all) => openLibrary(types, all)),
    ])
    const show = (built: Built, usage: PlanUsage): Proposal => ({
      ...run.proposal,
      ...proposalOf(base, built, { types, apps }),
      usage: { ...usage, ms: clock.now() - run.proposal.createdAt },
    })
    try {
      const { built, usage } = await options.answererFor({ ...settings, provider }).answer(
        {
          prompt,
          selection,
          from,
          library,
          studio: await studio(),
          options: {
            ...{ recipe: ground, types, promptId: run.proposal.id },
            anchor: from?.nodeId ?? selection[0] ?? null,
            maxNodes: settings.caps.nodes,
          },
        },
        {
          signal: run.stop.signal,
          tell(built, usage) {
            run.proposal = show(built, usage)
            wake(run.proposal.id)
          },
        },
      )
      return { ...show(built, usage), state: 'ready' }
    } catch (error) {
      if (run.stop.signal.aborted) return { ...run.proposal, state: 'cancelled' }
      return { ...run.proposal, state: 'failed', failure: failureOf(error) }
    }
  }

  return {
    rows,
    now,
    put,
    start({ id, request, base, ground }) {
      const { provider, model } = options.settings()
      const proposal: Proposal = {
        ...{ id, ...request, base: base.revision, state: 'planning', provider },
        ...{ model: provider === 'offline' ? '' : model, changes: [], parts: [], diff: null, summary: '' },
        ...{ fixes: [], problems: [], badges: [], question: null, note: '', usage: noUsage, failure: null },
        createdAt: clock.now(),
      }
      rows.add(proposal, base)
      const done = Promise.withResolvers<Proposal>()
      const run: Running = { proposal, stop: new AbortController(), done: done.promise }
      running.set(id, run)
      void plan(run, { base, ground }).then((whole) => {
        running.delete(id)
        put(whole)
        done.resolve(whole)
      })
      return proposal
    },
    async *changes(id, signal) {
      let ring = Promise.withResolvers<void>()
      const watch = () => ring.resolve()
      const all = watchers.get(id) ?? new Set()
      watchers.set(id, all.add(watch))
      signal.addEventListener('abort', watch, { once: true })
      try {
        while (!signal.aborted) {
          ring = Promise.withResolvers()
          const proposal = now(id)
          yield proposal
          if (proposal.state !== 'planning') return
          await ring.promise
        }
      } finally {
        all.delete(watch)
        if (all.size === 0) watchers.delete(id)
      }
    },
    async cancel(id) {
      const run = running.get(id)
      if (!run) return rows.get(id)
      run.stop.abort()
      return run.done
    },
    async answer({ prompt, options: build }, signal) {
      const library = openLibrary(build.types, await gallery(build.recipe.id))
      const question = { prompt, selection: [], from: null, library, studio: await studio(), options: build }
      return options.answererFor(options.settings()).answer(question, { signal, tell: () => {} })
    },
    async close() {
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
