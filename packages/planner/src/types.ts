import type { NodeTypeLike, RecipeLookup } from '@segue/engine'
import type { AppId, PlanFix, PlanProblem, Recipe } from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** What the planner needs to know of a node type; the catalogue's node types fit. */
export interface PlannerType extends NodeTypeLike {
  summary: string
  category: string
  keywords: readonly string[]
  /** Set when it is one command of this application. */
  app?: AppId
}

/** Node types by id. */
export type PlannerTypes = ReadonlyMap<string, PlannerType>

/** What something is built for. */
export interface BuildOptions {
  recipe: Recipe
  types: PlannerTypes
  /** Stands with every node that is made. */
  promptId: string
  /** The node beside which new nodes are placed; null for the end of the recipe. */
  anchor: string | null
  /** The most nodes that may be added. */
  maxNodes: number
  /** Published versions of recipes that nodes may run; without it nobody looks whether they are there. */
  versions?: RecipeLookup
  /** Whether open ends may become inputs of the recipe, for a person to fill in; yes when left out. */
  opensInputs?: boolean
}

/** A problem as it is found; `suggest` may be left out. */
export type Trouble = Omit<PlanProblem, 'suggest'> & { suggest?: string[] }

/** Takes what is found on the way. */
export interface Findings {
  readonly problems: PlanProblem[]
  readonly fixes: PlanFix[]
  trouble(found: Trouble): void
  fixed(text: string, nodeId?: string): void
}

/** Collects what is found; texts are cut so that they fit. */
export function createFindings(): Findings {
  const problems: PlanProblem[] = []
  const fixes: PlanFix[] = []
  return {
    problems,
    fixes,
    trouble({ suggest = [], ...found }) {
      if (problems.length >= mostFindings) return
      problems.push({
        ...found,
        message: found.message.slice(0, 1000),
        hint: found.hint.slice(0, 1000),
        ...(found.got === undefined ? {} : { got: found.got.slice(0, 300) }),
        ...(found.expected === undefined ? {} : { expected: found.expected.slice(0, 600) }),
        suggest: suggest.slice(0, 3).map((word) => word.slice(0, 100)),
      })
    },
    fixed(text, nodeId) {
      if (fixes.length < mostFindings)
        fixes.push({ text: text.slice(0, 600), ...(nodeId === undefined ? {} : { nodeId }) })
    },
  }
}

const mostFindings = 200
