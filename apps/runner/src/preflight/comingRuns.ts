import type { PreflightRequest, TriggersService } from '@segue/api'
import type { Failure, PreflightItem, TriggerView } from '@segue/protocol'
import type { Values } from '../host/hostTypes.ts'
import { readRule } from '../triggers/rule.ts'

/** A run that is to come. */
export interface ComingRun extends Pick<PreflightItem, 'trigger' | 'at' | 'times'> {
  recipeId: string
  /** Null for the recipe as it stands. */
  version: number | null
  inputs: Values
  /** Why its trigger cannot work. */
  failure: Failure | null
}

/** Nobody reads more moments of one schedule. */
const mostMoments = 10_000

/** What is asked about: runs by name, or all that may start by itself until then, what has a moment first. */
export async function comingRuns(
  triggers: Pick<TriggersService, 'list'>,
  asked: PreflightRequest,
  { now, until }: { now: number; until: number },
): Promise<ComingRun[]> {
  if ('runs' in asked)
    return asked.runs.map((run) => ({
      ...run,
      version: null,
      trigger: null,
      at: null,
      times: 1,
      failure: null,
    }))
  const enabled = (await triggers.list({})).filter((one) => one.enabled)
  return enabled
    .flatMap((one) => {
      const moments = momentsOf(one, now, until)
      if (moments !== null && moments.length === 0 && one.failure === null) return []
      const { id, name, recipeId, version, inputs, failure } = one
      const [at = null] = moments ?? []
      return {
        ...{ recipeId, version, inputs, failure, at },
        trigger: { id, name },
        times: moments?.length || 1,
      }
    })
    .sort((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY))
}

/** Null for a trigger that waits for an event. */
function momentsOf({ settings, failure }: TriggerView, now: number, until: number): number[] | null {
  if (settings.kind !== 'schedule') return null
  if (failure?.code.startsWith('schedule.')) return []
  const rule = readRule(settings)
  const moments: number[] = []
  for (
    let at = rule.next(now);
    at !== null && at <= until && moments.length < mostMoments;
    at = rule.next(at)
  )
    moments.push(at)
  return moments
}
