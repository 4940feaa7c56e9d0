import { childStates } from './childStates.ts'

/** One child run of another recipe: its failure is the node's, and who cancels it cancels the node alone. */
export const recipeConfig = {
  id: 'recipe',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: childStates(
    ['noteFailure'],
    [{ guard: 'isChildCut', target: 'cancelled', actions: 'noteChildCut' }],
  ),
} as const
