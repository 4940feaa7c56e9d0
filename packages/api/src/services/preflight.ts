import type { Preflight } from '@segue/protocol'
import type { z } from 'zod'

/** What is looked at: all that may start by itself until a moment (epoch milliseconds), or these runs. */
export type PreflightRequest =
  | { until?: number }
  | { runs: { recipeId: string; inputs: Record<string, z.core.util.JSONType> }[] }

/** Looks at runs before they start. */
export interface PreflightService {
  /** Starts nothing and opens no application. Until nine tomorrow morning when no moment is given. */
  check(request: PreflightRequest): Promise<Preflight>
}
