import {
  applyChanges,
  type Change,
  failureOf,
  type GraphNode,
  nodeIn,
  portsOf,
  type Recipe,
} from '@segue/protocol'
import type { Findings, PlannerType, PlannerTypes } from '../types.ts'

/** A recipe while changes are made to it, one by one, each whole or not at all. */
export interface Workbench {
  /** The recipe with all changes so far. */
  readonly recipe: Recipe
  readonly changes: readonly Change[]
  /** Makes changes; false, and a problem of this place, when they do not fit the recipe. */
  apply(changes: Change[], at: { line?: number; nodeId?: string }): boolean
  node(nodeId: string): GraphNode | undefined
  typeOf(nodeId: string): PlannerType | undefined
  /** Ports of a placed node, by name; promoted params are not among them. */
  ports(nodeId: string): ReturnType<typeof portsOf>
}

const noPorts = { inputs: {}, outputs: {} }

/** Opens a workbench over a recipe, which stays as it is. */
export function openWorkbench(base: Recipe, types: PlannerTypes, { trouble }: Findings): Workbench {
  const changes: Change[] = []
  let recipe = base
  const node = (nodeId: string) => nodeIn(recipe.graph, nodeId)
  const typeOf = (nodeId: string) => types.get(node(nodeId)?.type ?? '')
  return {
    get recipe() {
      return recipe
    },
    changes,
    apply(more, at) {
      try {
        recipe = applyChanges(recipe, more)
        changes.push(...more)
        return true
      } catch (error) {
        const { code, message, hint, kind } = failureOf(error)
        if (kind === 'bug') throw error
        trouble({ code, message, hint, ...at })
        return false
      }
    },
    node,
    typeOf,
    ports(nodeId) {
      const [placed, type] = [node(nodeId), typeOf(nodeId)]
      return placed && type ? portsOf(type, placed) : noPorts
    },
  }
}
