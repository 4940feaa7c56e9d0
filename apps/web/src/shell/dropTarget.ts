import { elementOf, portTypes, type Recipe, type RecipeInput } from '@segue/protocol'

/**
 * The recipe input that a dropped file is most likely meant for; `null` when none takes it. A named kind of media
 * beats "any file", which sound, film and pictures are never put into by guess.
 */
export function inputFor(recipe: Recipe, mime: string): RecipeInput | null {
  const takes = (input: RecipeInput, accepts: (allowed: string) => boolean) =>
    !input.type.startsWith('list<') && portTypes[elementOf(input.type)].mimes.some(accepts)
  return (
    recipe.inputs.find((input) => takes(input, (allowed) => allowed !== '' && allowed === mime)) ??
    recipe.inputs.find((input) =>
      takes(input, (allowed) => allowed.endsWith('/') && mime.startsWith(allowed)),
    ) ??
    (/^(audio|video|image)\//.test(mime)
      ? null
      : (recipe.inputs.find((input) => takes(input, (allowed) => allowed === '')) ?? null))
  )
}
