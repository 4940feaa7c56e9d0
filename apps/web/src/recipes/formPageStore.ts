import { create } from 'zustand'
import { closeStudio, useStudioPage } from '../studio/pageStore.ts'
import { closeTriggers, useTriggersPage } from '../triggers/pageStore.ts'

/** Whether the form of the recipe is open in place of the canvas. */
export const useFormPage = create<{ open: boolean }>(() => ({ open: false }))

/** Opens the recipe as a form, without its graph. */
export function openForm(): void {
  closeStudio()
  closeTriggers()
  useFormPage.setState({ open: true })
}

export function closeForm(): void {
  useFormPage.setState({ open: false })
}

export function toggleForm(): void {
  if (useFormPage.getState().open) closeForm()
  else openForm()
}

// All three stand in the place of the canvas.
useStudioPage.subscribe(({ open }) => {
  if (open) closeForm()
})
useTriggersPage.subscribe(({ open }) => {
  if (open) closeForm()
})
