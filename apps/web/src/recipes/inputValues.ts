import type { ArtifactRef, Recipe, RunHead } from '@segue/protocol'
import { z } from 'zod'
import { create } from 'zustand'
import { openedRecipe } from '../document/documentStore.ts'
import { artifactIn } from '../previews/mainOutput.ts'

type Json = RunHead['inputs'][string]
/** What a person filled in, by input key. */
export type InputValues = Readonly<Record<string, Json>>

const keyOf = (recipeId: string): string => `segue.inputs.${recipeId}`

const useStored = create<{ byRecipe: Readonly<Record<string, InputValues>> }>(() => ({ byRecipe: {} }))

const nothing: InputValues = {}

/** Reads what was filled in for a recipe on an earlier visit. */
export function loadInputValues(recipeId: string): void {
  useStored.setState(({ byRecipe }) => ({ byRecipe: { [recipeId]: read(recipeId), ...byRecipe } }))
}

/** The values of an open recipe's form, kept in this browser. */
export const inputValues = (recipeId: string): InputValues =>
  useStored.getState().byRecipe[recipeId] ?? nothing

/** One value of the form; `undefined` when it was not filled in. */
export const useInputValue = (recipeId: string, key: string): Json | undefined =>
  useStored(({ byRecipe }) => (byRecipe[recipeId] ?? nothing)[key])

/** Tells whenever something is filled in. Returns the way to stop. */
export const onInputValues = (listener: () => void): (() => void) => useStored.subscribe(() => listener())

/** Fills an input in; `undefined` puts it back to the recipe's default. */
export function setInputValue(key: string, value: Json | undefined): void {
  const recipe = openedRecipe()
  if (recipe === null) return
  const { [key]: _, ...others } = inputValues(recipe.id)
  const values = value === undefined ? others : { ...others, [key]: value }
  useStored.setState(({ byRecipe }) => ({ byRecipe: { ...byRecipe, [recipe.id]: values } }))
  localStorage.setItem(keyOf(recipe.id), JSON.stringify(values))
}

/**
 * Fills an input in with a person's own file. The example files that stand in the other inputs of its group belong
 * together, so they leave with the first own one.
 */
export function setInputArtifact(key: string, ref: ArtifactRef): void {
  const recipe = openedRecipe()
  if (recipe === null) return
  for (const other of companions(recipe, key))
    if (inputValues(recipe.id)[other] === undefined) setInputValue(other, null)
  setInputValue(key, z.json().parse(ref))
}

/** Puts an input back to its default, and with the last own file of a group its example files, too. */
export function resetInput(key: string): void {
  const recipe = openedRecipe()
  if (recipe === null) return
  setInputValue(key, undefined)
  const values = inputValues(recipe.id)
  const others = companions(recipe, key)
  if (others.every((other) => values[other] === null || values[other] === undefined))
    for (const other of others) setInputValue(other, undefined)
}

/** What a control does with what is filled in. */
export interface FieldEdits {
  set(value: InputValues[string]): void
  setFile(ref: ArtifactRef): void
  /** Puts the recipe's default back. */
  reset(): void
}

/** Fills in the form of the open recipe. */
export const formEdits = (key: string): FieldEdits => ({
  set: (value) => setInputValue(key, value),
  setFile: (ref) => setInputArtifact(key, ref),
  reset: () => resetInput(key),
})

/** The other optional inputs of a group that have an example file. */
export function companions({ inputs }: Pick<Recipe, 'inputs'>, key: string): string[] {
  const group = inputs.find((input) => input.key === key)?.group
  return inputs
    .filter((input) => input.key !== key && input.group === group && !input.required)
    .filter((input) => artifactIn(input.default) !== null)
    .map((input) => input.key)
}

/** The filled-in values that the recipe still has inputs for. */
export function valuesToRun(recipe: Recipe): Record<string, Json> {
  const values = inputValues(recipe.id)
  const keys = new Set(recipe.inputs.map(({ key }) => key))
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)))
}

function read(recipeId: string): InputValues {
  try {
    const values: unknown = JSON.parse(localStorage.getItem(keyOf(recipeId)) ?? '{}')
    return typeof values === 'object' && values !== null ? { ...values } : {}
  } catch {
    return {}
  }
}
