import { catalogue } from '@segue/nodes'
import { openLibrary } from '@segue/planner'
import { PlannerSettings, type PlanProvider, Recipe } from '@segue/protocol'
import type { Question } from '../answer.ts'
import { createModelAnswerer } from '../model/modelAnswerer.ts'
import { modelFor } from '../model/providers.ts'

/** A key that must never show anywhere but in the header of a request. */
export const testKey = 'sk-canary-0123456789'

export const emptyRecipe = Recipe.parse({ schemaVersion: 1, id: 'rcp_test', name: 'Test', graph: {} })

/** A recipe with a sound that is listened to. */
export const listening = Recipe.parse({
  ...emptyRecipe,
  graph: {
    nodes: {
      song: { type: 'file.audio', version: 1, name: 'Song' },
      listen: { type: 'audio.analyze', version: 1, name: 'Listen' },
    },
    edges: [
      { id: 'e1', source: { nodeId: 'song', port: 'audio' }, target: { nodeId: 'listen', port: 'audio' } },
    ],
  },
  layout: { nodes: { song: { x: 0, y: 0 }, listen: { x: 400, y: 0 } } },
})

/** A question about a recipe. */
export const questionOf = (
  prompt: string,
  recipe: Recipe = emptyRecipe,
  more: Partial<Question> = {},
): Question => ({
  prompt,
  selection: [],
  from: null,
  studio: null,
  library: openLibrary(catalogue, []),
  options: { recipe, types: catalogue, promptId: 'ppl_test', anchor: null, maxNodes: 60 },
  ...more,
})

/** Answers through the real SDK and a server of a test. */
export function answererAt(
  baseUrl: string,
  provider: PlanProvider,
  {
    model = 'a-model',
    ...given
  }: Partial<Omit<PlannerSettings, 'caps'>> & { caps?: Partial<PlannerSettings['caps']> } = {},
) {
  const settings = PlannerSettings.parse({ ...given, provider, model, baseUrl })
  return createModelAnswerer({
    settings,
    model: modelFor(settings, testKey),
    host: 'The provider',
    spent: () => 0,
    now: Date.now,
  })
}

export const never = () => new AbortController().signal
export const quiet = { signal: never(), tell: () => {} }
