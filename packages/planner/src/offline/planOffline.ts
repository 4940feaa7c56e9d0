import type { Recipe } from '@segue/protocol'
import { fillRequired } from '../build/required.ts'
import { type Built, finish } from '../build/result.ts'
import { toolsFor } from '../build/tools.ts'
import { applyOp } from '../edit/applyOp.ts'
import { buildEdit } from '../edit/buildEdit.ts'
import { type EditOp, editOp } from '../edit/editOp.ts'
import type { Library } from '../retrieve/library.ts'
import type { BuildOptions, PlannerType } from '../types.ts'
import { bestRecipe, bestType, wantsRecipe } from './choose.ts'
import { copyRecipe } from './copyRecipe.ts'
import { editsFor } from './editRules.ts'
import { fillInputs } from './fillInputs.ts'
import { fillParams } from './fillParams.ts'
import { type Wishes, wishesIn } from './wishes.ts'

/** What the answer says of where it comes from. */
export const offlineNote =
  'Answered without a model: from the recipes and node types that Segue has, by the words of your sentence.'

const missingWords: Readonly<Record<string, string>> = {
  format: 'a shape',
  seconds: 'a length',
  fps: 'a frame rate',
  quality: 'a quality',
  height: 'a size',
  artist: 'an artist',
  title: 'a title',
}

function fromRecipe(options: BuildOptions, recipe: Recipe, wishes: Wishes): Built {
  const tools = toolsFor(options)
  copyRecipe(tools, recipe)
  const { ops, left } = fillInputs(recipe.inputs, wishes)
  for (const [i, op] of ops.entries()) applyOp({ tools, names: new Map(), line: i + 1 }, op)
  const missing = [...left.keys()].map((key) => missingWords[key] ?? key)
  const asks =
    missing.length > 0
      ? [`“${recipe.name}” has no input for ${missing.join(' or ')}. Shall it go without?`]
      : []
  return finish(tools, { notes: [offlineNote, `From the recipe “${recipe.name}”.`], asks })
}

function fromTypes(options: BuildOptions, types: readonly PlannerType[], wishes: readonly Wishes[]): Built {
  const ops = types.flatMap((type, i): EditOp[] => {
    const name = `${type.id.split('.').at(-1) ?? 'node'}${i === 0 ? '' : i + 1}`
    const before = types[i - 1]
    const wished = wishes[i]
    // Commands of one sentence come one after the other.
    const after =
      before && type.inputs.after && before.outputs.result
        ? [
            editOp('connect', {
              from: `${before.id.split('.').at(-1) ?? 'node'}${i === 1 ? '' : i}.result`,
              to: `${name}.after`,
            }),
          ]
        : []
    return [
      editOp('add', { node: name, type: type.id }),
      ...(wished ? fillParams(type, name, wished) : []),
      ...after,
    ]
  })
  const built = buildEdit(ops, options)
  return { ...built, notes: [offlineNote, ...built.notes] }
}

/** An answer that changes nothing and says so. */
function nothing(options: BuildOptions, library: Library, prompt: string): Built {
  const near = library
    .findRecipes(prompt, 3)
    .flatMap(({ id }) => library.recipes.find((one) => one.id === id)?.name ?? [])
  const hint =
    near.length > 0 ? ` The nearest recipes are ${near.map((name) => `“${name}”`).join(', ')}.` : ''
  const asks = [
    `I know no node or recipe for this. Can you say it in other words, or choose a model in the settings?${hint}`,
  ]
  return finish(toolsFor(options), { notes: [offlineNote], asks })
}

const clausesOf = (prompt: string): string[] =>
  prompt
    .split(
      /\s*(?:;|\.\s|,?\s+and then\s+|,?\s+then\s+|,\s*(?=(?:set|make|add|remove|mute|rename|bypass|create|play|stop)\b)|\s+and\s+(?=(?:set|make|add|remove|delete|mute|rename|bypass|create|insert|play|stop|use)\b))\s*/i,
    )
    .filter((clause) => clause.trim() !== '')

function createOffline(prompt: string, library: Library, options: BuildOptions): Built {
  const wishes = wishesIn(prompt)
  const recipe = bestRecipe(library, wishes)
  const clauses = clausesOf(prompt)
  const found = clauses.map((clause) => bestType(library, clause))
  const types = found.filter((one) => one !== null)
  const clear = types.length > 0 && types.length === clauses.length
  if (recipe && wantsRecipe(prompt, recipe, clear ? types : [])) return fromRecipe(options, recipe.of, wishes)
  if (clear)
    return fromTypes(
      options,
      types.map(({ of }) => of),
      clauses.map(wishesIn),
    )
  return nothing(options, library, prompt)
}

/**
 * Answers a sentence without a model and without a network: a recipe of the gallery with its inputs filled in, a node
 * or command with its params, or edits by simple rules. What it does not know it says.
 */
export function planOffline(prompt: string, library: Library, options: BuildOptions): Built {
  const { recipe, anchor } = options
  if (Object.keys(recipe.graph.nodes).length === 0) return createOffline(prompt, library, options)
  const clauses = clausesOf(prompt)
  const edits = clauses.map((clause) => editsFor({ recipe, library, anchor }, clause))
  const known = edits.filter((one) => one !== null)
  if (known.length === 0) return createOffline(prompt, library, options)
  const tools = toolsFor(options)
  const names = new Map<string, string>()
  const asked: string[] = []
  for (const [i, op] of known.flat().entries())
    if (op.op === 'ask') asked.push(op.value ?? '')
    else applyOp({ tools, names, line: i + 1 }, op)
  fillRequired(tools)
  const lost = clauses.filter((_, i) => edits[i] === null)
  const unclear =
    lost.length > 0 ? [`I did not understand “${lost.join('”, “').slice(0, 300)}”. What is meant?`] : []
  return finish(tools, { notes: [offlineNote], asks: [...asked, ...unclear] })
}
