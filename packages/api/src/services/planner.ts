import type { Change, PlannerSettings, PlanRequest, PlanUsage, Proposal, RecipeDiff } from '@segue/protocol'

/** The settings as anybody may see them: whether there is a key, never the key. */
export interface PlannerView {
  settings: PlannerSettings
  hasKey: boolean
  /** Who answers now, in words; it is said when that is not what the settings name, and why. */
  answers: { by: 'offline' | 'model'; text: string }
}

/** What asking has taken. */
export interface PlannerMeter {
  month: Omit<PlanUsage, 'ms' | 'rounds'> & { plans: number }
  all: Omit<PlanUsage, 'ms' | 'rounds'> & { plans: number }
}

/** What is left of a proposal without some of its parts. */
export interface ChosenParts {
  /** Parts that are out: those asked for and all that cannot be without them. */
  off: string[]
  changes: Change[]
  diff: RecipeDiff
  summary: string
}

export interface PlannerService {
  view(): Promise<PlannerView>
  /** Keeps what is given and leaves the rest. A key of `null` is forgotten. Fails with `planner.*`. */
  set(change: Partial<PlannerSettings> & { key?: string | null }): Promise<PlannerView>
  meter(): Promise<PlannerMeter>
  /** Starts to plan and gives the proposal as it begins; `changes` follows it. Fails with `recipe.unknown`. */
  propose(request: PlanRequest): Promise<Proposal>
  /** Fails with `proposal.unknown`. */
  get(id: string): Promise<Proposal>
  /** Proposals of a recipe that wait for a person or are being written, newest first; `all` also those that are done with. */
  list(query: { recipeId: string; all?: boolean }): Promise<Proposal[]>
  /** The proposal now, then as it grows, until nothing more comes. */
  changes(id: string, signal: AbortSignal): AsyncIterable<Proposal>
  /** What was written until now stays as a proposal. */
  cancel(id: string): Promise<Proposal>
  /** What is left when these parts are out. Changes nothing. */
  choose(query: { id: string; off: string[] }): Promise<ChosenParts>
  /**
   * Takes a proposal, or the rest of it without `off`, as one save of its recipe. With `write: false` it is only
   * marked: the editor makes the changes itself, as one edit that can be undone. Nothing runs. Fails with
   * `proposal.stale` when the recipe has changed where the proposal changes it, with `proposal.settled`, or with
   * failures of the validator that the recipe did not have before.
   */
  accept(query: {
    id: string
    off?: string[] | undefined
    write?: boolean | undefined
  }): Promise<{ proposal: Proposal; changes: Change[]; revision: number }>
  reject(id: string): Promise<Proposal>
}
