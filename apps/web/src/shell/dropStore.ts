import { type ArtifactRef, FailureError, failureOf, type RecipeInput } from '@segue/protocol'
import { toast } from 'sonner'
import { create } from 'zustand'
import { placeFile } from '../canvas/placeFile.ts'
import { toCanvas } from '../canvas/viewStore.ts'
import { openedRecipe } from '../document/documentStore.ts'
import { setInputArtifact } from '../recipes/inputValues.ts'
import { importPackage, isPackage } from '../recipes/packageFile.ts'
import { newerIn, readRecipe } from '../recipes/readRecipe.ts'
import { importRecipe } from '../recipes/recipeFile.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { inputFor } from './dropTarget.ts'

/** Where a file fell: window pixels, and the node under them. */
export interface Spot {
  x: number
  y: number
  nodeId: string | null
}

/** A dropped file on its way in, and what became of it. */
export type Drop =
  | { kind: 'uploading'; name: string; fraction: number }
  | { kind: 'used'; artifact: ArtifactRef; input: RecipeInput; spot: Spot }

export const useDrop = create<{ drop: Drop | null }>(() => ({ drop: null }))

export const dismissDrop = (): void => useDrop.setState({ drop: null })

/** Takes dropped files in: recipes open, the recipe's own input is filled, everything else becomes a node. */
export async function takeFiles(files: File[], spot: Spot): Promise<void> {
  for (const file of files) {
    try {
      await takeFile(file, spot)
    } catch (error) {
      dismissDrop()
      const { message, hint } = failureOf(error)
      toast.error(`${file.name}: ${message}`, { description: hint })
    }
  }
}

async function takeFile(file: File, spot: Spot): Promise<void> {
  const text = file.name.endsWith('.json') && file.size < 16e6 ? await file.text() : ''
  const newer = newerIn(text)
  if (newer) throw new FailureError(newer)
  const recipe = readRecipe(text)
  if (recipe !== null) {
    await importRecipe(recipe)
    return
  }
  const show = (fraction: number) =>
    useDrop.setState({ drop: { kind: 'uploading', name: file.name, fraction } })
  show(0)
  if (isPackage(file)) {
    await importPackage(file, show)
    dismissDrop()
    return
  }
  const ref = await uploadFile(file, show)
  const open = openedRecipe()
  const input = open === null ? null : inputFor(open, ref.mime)
  const meant = spot.nodeId === null || input?.to.some(({ nodeId }) => nodeId === spot.nodeId)
  if (input === null || !meant) {
    dismissDrop()
    placeDropped(ref, spot)
    return
  }
  setInputArtifact(input.key, ref)
  useDrop.setState({ drop: { kind: 'used', artifact: ref, input, spot } })
}

/** Makes a node for a stored file where it fell. */
export function placeDropped(ref: ArtifactRef, spot: Spot): void {
  placeFile(ref, { at: toCanvas(spot), nodeId: spot.nodeId })
}
