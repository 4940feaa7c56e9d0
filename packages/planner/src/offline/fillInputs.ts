import type { RecipeInput } from '@segue/protocol'
import { type EditOp, editOp } from '../edit/editOp.ts'
import { wordsOf } from '../retrieve/words.ts'
import type { Wishes } from './wishes.ts'

/** Wishes by the key that they have in recipes and params. */
export function wishedFor(wishes: Wishes): Map<string, string | number> {
  const { shape, seconds, fps, quality, height, artist, quoted } = wishes
  const all: [string, string | number | null | undefined][] = [
    ['format', shape],
    ['seconds', seconds],
    ['fps', fps],
    ['quality', quality],
    ['height', height],
    ['artist', artist],
    ['title', quoted[0]?.text],
  ]
  return new Map(
    all.flatMap(([key, value]): [string, string | number][] =>
      value === null || value === undefined ? [] : [[key, value]],
    ),
  )
}

/** An option that the sentence names by its own word: “the eclipse look”. */
function optionNamed({ limits, default: now }: RecipeInput, rest: string): string | null {
  const said = new Set(wordsOf(rest))
  const named = (limits?.options ?? []).filter((option) => wordsOf(option).some((word) => said.has(word)))
  const [only, ...others] = named
  return only !== undefined && others.length === 0 && only !== now ? only : null
}

/** How many inputs have an option that the sentence names. */
export const namesOptions = (inputs: readonly RecipeInput[], { rest }: Wishes): number =>
  inputs.filter((input) => optionNamed(input, rest) !== null).length

/** The edits that give inputs of a recipe what the sentence wishes, and the wishes that no input takes. */
export function fillInputs(
  inputs: readonly RecipeInput[],
  wishes: Wishes,
): { ops: EditOp[]; left: Map<string, string | number> } {
  const left = wishedFor(wishes)
  const ops: EditOp[] = []
  for (const input of inputs) {
    const wished = left.get(input.key)
    const value = wished ?? optionNamed(input, wishes.rest)
    if (value === null) continue
    left.delete(input.key)
    const typed = input.type === 'text' ? String(value) : value
    if (typed !== input.default)
      ops.push(editOp('setInput', { param: input.key, value: JSON.stringify(typed) }))
  }
  return { ops, left }
}
