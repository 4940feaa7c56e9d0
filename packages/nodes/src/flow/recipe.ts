import { z } from 'zod'
import { defineControl } from '../defineControl.ts'

type Json = z.core.util.JSONType

/** A version of another recipe as one node. */
export const recipe = defineControl({
  id: 'flow.recipe',
  version: 1,
  control: 'recipe',
  title: 'Recipe',
  summary: 'Runs a published version of another recipe and goes on with its results.',
  keywords: ['subgraph', 'group', 'nested', 'call', 'reuse', 'component'],
  params: z.strictObject({}),

  async run({ inputs, given, children }) {
    if (!('children' in given)) {
      const known = Object.entries(inputs).filter((entry): entry is [string, Json] => entry[1] !== undefined)
      return {
        outputs: {},
        items: [{ name: 'Recipe', inputs: Object.fromEntries(known) }],
        children: { concurrency: 1, onFailure: 'stop' },
      }
    }
    const [result] = await children()
    return { outputs: result?.outputs ?? {} }
  },
})
