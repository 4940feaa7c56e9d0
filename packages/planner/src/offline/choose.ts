import type { Recipe } from '@segue/protocol'
import type { Library } from '../retrieve/library.ts'
import { wordsOf } from '../retrieve/words.ts'
import type { PlannerType } from '../types.ts'
import { appsNamed, appsOf, belongsTo } from './apps.ts'
import { fillInputs, namesOptions } from './fillInputs.ts'
import { type Wishes, wishesIn } from './wishes.ts'

/** Below this part of a sentence that something knows, nothing here is meant by it. */
const leastCoverage = 0.5
/** The same for a sentence that names an application: the rest of its words may be said in many ways. */
const leastWithApp = 0.35

/** Something that may be meant, and how sure that is. */
export interface Candidate<T> {
  of: T
  coverage: number
}

/** How well a recipe answers: its words, its applications, and whether it has what the sentence wishes. */
export function bestRecipe(library: Library, wishes: Wishes): Candidate<Recipe> | null {
  const { apps, rest } = appsNamed(wishes.rest)
  const query = rest === '' ? wishes.rest : rest
  const ranked = library.findRecipes(query, 6).flatMap(({ id, score, coverage }) => {
    const recipe = library.recipes.find((one) => one.id === id)
    if (!recipe) return []
    const { left } = fillInputs(recipe.inputs, wishes)
    const used = appsOf(recipe, library.types)
    const missing = [...apps].filter((app) => !used.has(app)).length
    // A sentence that names one application does not speak of a recipe that needs three.
    const beside = apps.size === 0 ? 0 : [...used].filter((app) => !apps.has(app)).length
    // Nobody is asked in the middle of a run who did not wish for it.
    const asks = Object.values(recipe.graph.nodes).some(({ type }) => type === 'flow.approve')
    const unasked = asks && !/\b(?:approve|pick|choose|confirm|ask|two)/i.test(wishes.rest) ? 0.6 : 1
    const fit =
      unasked * 2 ** namesOptions(recipe.inputs, wishes) * 0.6 ** left.size * 0.5 ** missing * 0.75 ** beside
    return [
      {
        of: recipe,
        coverage: coverage * 0.85 ** beside * 0.7 ** missing,
        rank: score * (0.3 + coverage) * fit,
      },
    ]
  })
  const [best] = ranked.sort((a, b) => b.rank - a.rank)
  return best && best.coverage >= leastCoverage ? best : null
}

/** The node type that one clause speaks of; null when it speaks of none. */
export function bestType(library: Library, clause: string): Candidate<PlannerType> | null {
  const { apps, rest } = appsNamed(wishesIn(clause).rest.replace(/\b(?:called|named)\s+\S+/i, ' '))
  const [app] = apps
  const ranked = library.findTypes(rest, 30).flatMap(({ id, score, coverage }) => {
    const type = library.types.get(id)
    if (!type || (type.app !== undefined && apps.size > 0 && !apps.has(type.app))) return []
    const home = app !== undefined && apps.size === 1 && belongsTo(type, app)
    // What is made by hand stands for more than one command does.
    const weight =
      (home ? 1.8 : apps.size === 0 && type.app !== undefined ? 0.6 : 1) * (type.app === undefined ? 1.15 : 1)
    const verb = wordsOf(`${type.title} ${type.keywords.join(' ')}`).includes(wordsOf(rest)[0] ?? '')
      ? 0.15
      : 0
    return [{ of: type, coverage: coverage + verb, rank: score * (0.3 + coverage) * weight }]
  })
  const [best] = ranked.sort((a, b) => b.rank - a.rank)
  return best && best.coverage >= (apps.size > 0 ? leastWithApp : leastCoverage) ? best : null
}

/** Words of a whole film made from music, which is what recipes are for. */
const wholeFilm = /\b(?:films?|videos?|movies?|clips?|reels?)\b/i
const fromMusic =
  /\b(?:songs?|music|drums?|beats?|masters?|tracks?|album|stems?|notes|bass|chords|sounds?)\b/i

/** Whether a sentence speaks of a recipe rather than of single nodes. */
export function wantsRecipe(
  prompt: string,
  recipe: Candidate<Recipe> | null,
  types: readonly Candidate<PlannerType>[],
): boolean {
  if (!recipe) return false
  if (types.length === 0) return true
  const sure = Math.min(...types.map(({ coverage }) => coverage))
  if (appsNamed(prompt).apps.size > types.length) return true
  const film = wholeFilm.test(prompt) && fromMusic.test(prompt)
  const commands = types.every(({ of }) => of.app !== undefined)
  return recipe.coverage > sure + (film ? -0.25 : commands ? 0.15 : 0.02)
}
