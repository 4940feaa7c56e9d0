import type { EdgeEnd, PlanProblem, Recipe } from '@segue/protocol'
import { printRecipe } from '../language/print.ts'
import type { Library } from '../retrieve/library.ts'
import { availableTypes, typeCard, typeLine } from './catalogueLines.ts'
import { dataBlock, textBlock } from './data.ts'
import { rulesFor } from './rules.ts'
import { type StudioSeen, studioData } from './studioData.ts'

export interface ContextOptions {
  codec: 'create' | 'edit'
  prompt: string
  recipe: Recipe
  selection: readonly string[]
  /** An output that what is made should start from. */
  from: EdgeEnd | null
  library: Library
  studio: StudioSeen | null
}

/** What a model is given, and how large it is. */
export interface Context {
  system: string
  user: string
  size: { chars: number; tokens: number; lines: number; cards: number; recipes: number }
}

/** How much of each part goes in. */
const most = { cards: 12, recipes: 3, recipeText: 6000, exampleText: 2600 } as const

/** Characters of a token, about; measured prompts of code and names lie between 3.3 and 3.9. */
const charsPerToken = 3.5

/** Tokens of a text, roughly; only a provider knows. */
export const tokensOf = (text: string): number => Math.ceil(text.length / charsPerToken)

const there = new Set(['standIn', 'found', 'starting', 'idle', 'busy'])

/** Selected nodes and what they are joined with; null for the whole recipe. */
function nearby({ graph }: Recipe, selection: readonly string[]): ReadonlySet<string> | null {
  const chosen = new Set(selection.filter((id) => Object.hasOwn(graph.nodes, id)))
  if (chosen.size === 0) return null
  const ends = graph.edges.filter(
    ({ source, target }) => chosen.has(source.nodeId) || chosen.has(target.nodeId),
  )
  return new Set([...chosen, ...ends.flatMap(({ source, target }) => [source.nodeId, target.nodeId])])
}

function recipeBlock({ recipe, selection, codec }: ContextOptions): string {
  if (Object.keys(recipe.graph.nodes).length === 0) return 'The recipe is empty.'
  const only = nearby(recipe, selection)
  const text = printRecipe(recipe, { existing: true, longestText: 200, ...(only ? { only } : {}) })
  const what = only ? 'The selected nodes and what they are joined with' : 'The recipe as it is'
  const how = codec === 'edit' ? 'edit it' : 'add to it'
  return `${what}; ${how}:\n${textBlock('recipe', text, most.recipeText)}${
    selection.length > 0 ? `\nSelected: ${selection.slice(0, 20).join(', ')}` : ''
  }`
}

/** Puts together what a model needs to answer one request, and no more: see `most`. */
export function assembleContext(options: ContextOptions): Context {
  const { codec, prompt, library, studio, recipe, from } = options
  const apps = new Set(
    (studio?.apps ?? []).flatMap(({ app, state }) => (studio === null || there.has(state) ? [app] : [])),
  )
  const types = availableTypes(library.types, studio === null ? new Set(['live', 'td', 'blender']) : apps)
  const known = new Set(types.map(({ id }) => id))
  const inUse = new Set(Object.values(recipe.graph.nodes).map(({ type }) => type))
  const found = library.findTypes(prompt, 40).filter(({ id }) => known.has(id))
  const cards = [
    ...new Set([...found.slice(0, most.cards).map(({ id }) => id), ...[...inUse].slice(0, 8)]),
  ].flatMap((id) => library.types.get(id) ?? [])
  const examples = library
    .findRecipes(prompt, most.recipes)
    .flatMap(({ id }) => library.recipes.find((one) => one.id === id) ?? [])
  const away = (studio?.apps ?? []).filter(({ state }) => !there.has(state)).map(({ title }) => title)
  const system = `${rulesFor(codec)}\n\nNode types\n${types.map((type) => typeLine(type)).join('\n')}`
  const user = [
    `In full\n${cards.map(typeCard).join('\n')}`,
    ...examples.map((example) => {
      const text = printRecipe(example, { longestText: 120 })
      return `A recipe that works:\n${textBlock('example', `name ${JSON.stringify(example.name)}\n${text}`, most.exampleText)}`
    }),
    ...(studio ? [`The studio now:\n${dataBlock('studio', studioData(studio))}`] : []),
    ...(away.length > 0
      ? [`Not connected: ${away.join(', ')}. Their commands are left out of the list.`]
      : []),
    recipeBlock(options),
    ...(from ? [`Start from this output: $${from.nodeId}.${from.port}`] : []),
    `The request of the person:\n${prompt}`,
  ].join('\n\n')
  const chars = system.length + user.length
  return {
    system,
    user,
    size: {
      chars,
      tokens: tokensOf(system) + tokensOf(user),
      lines: types.length,
      cards: cards.length,
      recipes: examples.length,
    },
  }
}

/** What is sent back when an answer has problems: each with its place, what was there, and what would fit. */
export function repairRequest(problems: readonly PlanProblem[], codec: 'create' | 'edit'): string {
  const lines = problems.slice(0, 20).map(({ code, message, line, nodeId, port, got, expected, suggest }) =>
    JSON.stringify({
      code,
      at: [line === undefined ? null : `${codec === 'create' ? 'line' : 'edit'} ${line}`, nodeId, port]
        .filter((part) => part !== null && part !== undefined)
        .join(' '),
      message,
      ...(got === undefined ? {} : { got }),
      ...(expected === undefined ? {} : { expected }),
      ...(suggest.length > 0 ? { suggest } : {}),
    }),
  )
  const whole = codec === 'create' ? 'the whole text' : 'the whole list of edits'
  return `Your answer was checked. These things are wrong:\n${lines.join('\n')}\nWrite ${whole} again with only these mended.`
}
