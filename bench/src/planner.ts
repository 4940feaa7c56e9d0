import { catalogue } from '@segue/nodes'
import {
  assembleContext,
  buildCreate,
  createParsing,
  openLibrary,
  planOffline,
  printRecipe,
} from '@segue/planner'
import { baseOf } from '@segue/planner/eval/score'
import { scoreContext, starters } from '@segue/planner/eval/testing'
import type { Recipe } from '@segue/protocol'
import type { Row } from './table.ts'

const sentence = 'film that pulses with my drums, vertical, 15 seconds'
const empty = baseOf({ id: '', prompt: '', apps: [] }, scoreContext)

function timed(times: number, work: () => void): number {
  work()
  const began = performance.now()
  for (let i = 0; i < times; i++) work()
  return (performance.now() - began) / times
}

/** How large a prompt is, and how quick everything around a model. */
export async function benchPlanner(): Promise<Row[]> {
  const library = openLibrary(catalogue, [...starters.values()])
  const beat = scoreContext.starter('beat-film')
  const ask = (codec: 'create' | 'edit', recipe: Recipe) =>
    assembleContext({ codec, prompt: sentence, recipe, selection: [], from: null, library, studio: null })
  const [create, edit] = [ask('create', empty), ask('edit', beat)]
  const options = { recipe: empty, types: catalogue, promptId: 'ppl_bench', anchor: null, maxNodes: 60 }
  const text = printRecipe(beat)
  return [
    {
      what: `prompt to create, ${create.size.lines} node types`,
      value: create.size.chars,
      unit: 'characters',
    },
    { what: 'the same', value: create.size.tokens, unit: 'tokens, about', limit: 'at most 16,000' },
    {
      what: 'prompt to edit Beat film',
      value: edit.size.tokens,
      unit: 'tokens, about',
      limit: 'at most 16,000',
    },
    { what: 'Beat film in the line language', value: text.length, unit: 'characters' },
    { what: 'the same as JSON', value: JSON.stringify(beat).length, unit: 'characters' },
    {
      what: 'index over node types and recipes',
      value: timed(5, () => openLibrary(catalogue, [...starters.values()])),
      unit: 'ms',
    },
    { what: 'context of one sentence', value: timed(20, () => ask('create', empty)), unit: 'ms' },
    {
      what: 'Beat film read line by line and built',
      value: timed(10, () => {
        const parsing = createParsing()
        parsing.push(text)
        buildCreate(parsing.end(), options)
      }),
      unit: 'ms',
    },
    {
      what: 'an answer without a model',
      value: timed(10, () => planOffline(sentence, library, options)),
      unit: 'ms',
    },
  ]
}
