import type { RunHead } from '@segue/protocol'
import { openedRecipe } from '../document/documentStore.ts'
import { openForm } from './formPageStore.ts'
import { setInputValue } from './inputValues.ts'

/** Puts what an earlier run was given into the form of the open recipe, and opens it: change something, then Run. */
export function editAgain(inputs: RunHead['inputs']): void {
  for (const { key, default: given } of openedRecipe()?.inputs ?? []) {
    const before = inputs[key]
    const isDefault = before === undefined || JSON.stringify(before) === JSON.stringify(given)
    setInputValue(key, isDefault ? undefined : before)
  }
  openForm()
}
