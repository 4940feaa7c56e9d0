import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { fail, type PlannerSettings } from '@segue/protocol'
import type { LanguageModel } from 'ai'

// The SDK would otherwise write its remarks to the console.
globalThis.AI_SDK_LOG_WARNINGS = false

/** The model that the settings name. Fails with `planner.no_model`. Nothing is sent. */
export function modelFor(
  { provider, model, baseUrl }: Pick<PlannerSettings, 'provider' | 'model' | 'baseUrl'>,
  key: string | null,
): Exclude<LanguageModel, string> {
  const address = baseUrl === '' ? {} : { baseURL: baseUrl }
  const secret = key === null ? {} : { apiKey: key }
  switch (provider) {
    case 'anthropic':
      return createAnthropic({ ...address, ...secret })(model)
    case 'openai':
      return createOpenAI({ ...address, ...secret })(model)
    case 'compatible':
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: baseUrl,
        ...secret,
        includeUsage: true,
        // LM Studio and Ollama hold answers to a schema; without this it would not be sent.
        supportsStructuredOutputs: true,
      })(model)
    case 'offline':
      throw fail({
        code: 'planner.no_model',
        message: 'No model is chosen.',
        hint: 'Choose a provider and a model in the settings.',
        kind: 'input',
      })
  }
}
