import { assembleContext, type Built, repairRequest, tokensOf } from '@segue/planner'
import type { PlannerSettings, PlanUsage } from '@segue/protocol'
import type { LanguageModel, ModelMessage } from 'ai'
import type { Answerer, Question } from '../answer.ts'
import { studioSeen } from '../studioSeen.ts'
import { providerFailure, refusedBy, tooCostly, tooSlow, unreadable } from './failures.ts'
import { askOnce, type Round } from './round.ts'

/** Times that a model is asked to mend what it wrote. Most is gained in the first two. */
export const mostRepairs = 2

export interface ModelOptions {
  model: Exclude<LanguageModel, string>
  settings: Pick<PlannerSettings, 'price' | 'caps'>
  /** What the provider is called in messages. */
  host: string
  /** What all plans of this month have cost, in US dollars. */
  spent(): number
  now(): number
}

/** Create in the line language where nothing is there yet, edit what is. */
export const codecFor = ({ options: { recipe } }: Question): 'create' | 'edit' =>
  Object.keys(recipe.graph.nodes).length === 0 ? 'create' : 'edit'

const costOf = (
  price: PlannerSettings['price'],
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number | null =>
  price === null ? null : (inputTokens * price.input + outputTokens * price.output) / 1_000_000

/** The better of two answers: one that makes something, then the one with fewer problems, then the later one. */
function better(before: Built | null, now: Built): Built {
  if (before === null) return now
  if (before.changes.length > 0 !== now.changes.length > 0) return now.changes.length > 0 ? now : before
  return now.problems.length <= before.problems.length ? now : before
}

/** Answers through a model: asks, mends by rules, asks again with what is wrong, at most twice; then the best there was. */
export function createModelAnswerer({ model, settings, host, spent, now }: ModelOptions): Answerer {
  const { price, caps } = settings
  return {
    async answer(question, { signal: asked, tell }) {
      const codec = codecFor(question)
      const context = assembleContext({
        codec,
        prompt: question.prompt,
        recipe: question.options.recipe,
        selection: question.selection,
        from: question.from,
        library: question.library,
        studio: studioSeen(question.studio),
      })
      const began = now()
      const usage: PlanUsage = {
        inputTokens: 0,
        outputTokens: 0,
        costUsd: price === null ? null : 0,
        ms: 0,
        rounds: 0,
      }
      const late = AbortSignal.timeout(caps.seconds * 1000)
      const signal = AbortSignal.any([asked, late])
      const messages: ModelMessage[] = [{ role: 'user', content: context.user }]
      /** Whether one more call stays within what may be spent, as far as that can be told before. */
      const affords = (tokens: number): string | null => {
        const next = (usage.costUsd ?? 0) + (costOf(price, { inputTokens: tokens, outputTokens: 0 }) ?? 0)
        if (caps.costUsd !== null && price !== null && next > caps.costUsd) return 'the limit of one answer'
        if (caps.monthUsd !== null && price !== null && spent() + next > caps.monthUsd)
          return 'the limit of this month'
        return null
      }
      const count = ({ usage: took }: Round, round: number) => {
        usage.inputTokens += took.inputTokens
        usage.outputTokens += took.outputTokens
        usage.costUsd = costOf(price, usage)
        usage.rounds = round
        usage.ms = now() - began
      }
      const overBudget = affords(context.size.tokens)
      if (overBudget !== null) throw tooCostly(overBudget)

      let best: Built | null = null
      for (let round = 0; ; round++) {
        const left = caps.outputTokens - usage.outputTokens
        const answer = await askOnce({
          ...{ model, codec, messages, signal, maxOutputTokens: left },
          build: question.options,
          instructions: context.system,
          // A later round is only shown when it is whole: ghosts do not come and go.
          tell: (built) => round === 0 && tell(built, { ...usage, ms: now() - began }),
        }).catch((error: unknown) => {
          asked.throwIfAborted()
          // What was there before a repair is better than nothing.
          if (best !== null) return null
          if (late.aborted) throw tooSlow()
          throw providerFailure(error, host)
        })
        if (answer === null && best !== null) return { built: best, usage }
        if (answer === null) throw unreadable()
        count(answer, round)
        if (answer.ended === 'refused') throw refusedBy(host)
        const said = answer.built.asks.length + answer.built.notes.length + answer.built.changes.length
        if (said === 0 && answer.built.problems.length === 0) throw unreadable()
        best = better(best, answer.built)
        tell(best, { ...usage })
        if (answer.ended === 'cut') return { built: cutShort(best), usage }
        const { problems, asks, changes } = answer.built
        const open = caps.outputTokens - usage.outputTokens > 256
        const asksInstead = asks.length > 0 && changes.length === 0
        if (problems.length === 0 || asksInstead || round >= mostRepairs || !open)
          return { built: best, usage }
        const repair = repairRequest(problems, codec)
        messages.push(
          { role: 'assistant', content: answer.text || '(nothing)' },
          { role: 'user', content: repair },
        )
        if (affords(context.size.tokens + tokensOf(answer.text + repair)) !== null)
          return { built: best, usage }
      }
    },
  }
}

/** A text that ran out of tokens is no mistake that the model could mend: what is there is shown as what it is. */
const cutShort = (built: Built): Built => ({
  ...built,
  problems: [
    ...built.problems,
    {
      code: 'plan.truncated',
      message: 'The answer was cut off before it was whole.',
      hint: 'Ask for less at once, or raise the limit of tokens in the settings.',
      suggest: [],
    },
  ],
  asks: ['The answer was cut off. Shall I make only the first part of it?'],
})
