import { nodeIn } from '@segue/protocol'
import { useDocument } from '../document/documentStore.ts'

/** What a step is called: the name of its node, wherever in the recipe that is; its id when it is not there. */
export const useStepName = (nodeId: string): string =>
  useDocument(({ recipe }) => (recipe ? nodeIn(recipe.graph, nodeId)?.name : undefined) ?? nodeId)
