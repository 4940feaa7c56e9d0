import type { StudioContext } from '@segue/api'
import type { BuildOptions, Built, Library } from '@segue/planner'
import type { EdgeEnd, PlanUsage } from '@segue/protocol'

/** What is asked, with everything that an answer may look at. */
export interface Question {
  prompt: string
  /** Nodes that the person has selected. */
  selection: readonly string[]
  /** An output that what is made should start from. */
  from: EdgeEnd | null
  options: BuildOptions
  library: Library
  studio: StudioContext | null
}

/** What came of a question. */
export interface Answer {
  built: Built
  usage: PlanUsage
}

/** Something that answers sentences. */
export interface Answerer {
  /**
   * Answers; `tell` is called whenever more of it is written. Fails with `planner.*` when nothing came, and with the
   * signal's reason when somebody stops it.
   */
  answer(
    question: Question,
    context: { signal: AbortSignal; tell(built: Built, usage: PlanUsage): void },
  ): Promise<Answer>
}

/** Nothing taken. */
export const noUsage: PlanUsage = { inputTokens: 0, outputTokens: 0, costUsd: 0, ms: 0, rounds: 0 }
