import type { EditOp } from '@segue/planner'
import { type LanguageModel, simulateReadableStream } from 'ai'
import { MockLanguageModelV4 } from 'ai/test'

/** What a scripted model says: a text, or a list of edits. */
export type Script = string | readonly EditOp[]

export const scriptText = (script: Script): string =>
  typeof script === 'string' ? script : JSON.stringify({ elements: script })

/** Tokens of a text, about: a scripted model has none of its own. */
const tokens = (text: string): number => Math.ceil(text.length / 3.5)

/** A model that says what stands in a script, one entry a call, the last one again and again. Nothing is sent anywhere. */
export function replayModel(
  ...scripts: [Script, ...Script[]]
): Exclude<LanguageModel, string> & { asked: string[] } {
  const asked: string[] = []
  const model = new MockLanguageModelV4({
    doStream: async ({ prompt }) => {
      const request = JSON.stringify(prompt)
      const text = scriptText(scripts[Math.min(asked.length, scripts.length - 1)] ?? '')
      asked.push(request)
      const [input, output] = [tokens(request), tokens(text)]
      return {
        stream: simulateReadableStream({
          initialDelayInMs: null,
          chunkDelayInMs: null,
          chunks: [
            { type: 'stream-start' as const, warnings: [] },
            { type: 'text-start' as const, id: '1' },
            ...(text.match(/[\s\S]{1,40}/g) ?? []).map((delta) => ({
              type: 'text-delta' as const,
              id: '1',
              delta,
            })),
            { type: 'text-end' as const, id: '1' },
            {
              type: 'finish' as const,
              finishReason: { unified: 'stop' as const, raw: 'stop' },
              usage: {
                inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
                outputTokens: { total: output, text: output, reasoning: 0 },
              },
            },
          ],
        }),
      }
    },
  })
  return Object.assign(model, { asked })
}
