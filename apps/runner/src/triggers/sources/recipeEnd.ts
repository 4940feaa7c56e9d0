import { failureOf, type RunHead } from '@segue/protocol'
import type { Clock } from '../../host/clock.ts'
import type { Feed } from '../../host/feed.ts'
import type { OpenSource } from './source.ts'

export interface RecipeEndOptions {
  feed: Feed
  clock: Clock
  /** Runs of a recipe that ended after a moment, oldest first. */
  endedSince(recipeId: string, since: number): RunHead[]
  /** Whether this run comes, over whatever other recipes, from a firing of this trigger. */
  comesFrom(runId: string, triggerId: string): boolean
}

const endings: Record<string, readonly string[]> = {
  finished: ['succeeded'],
  failed: ['failed'],
  ended: ['succeeded', 'failed', 'cancelled'],
}
/** What ended while Segue was off counts for so long. */
const keptMs = 86_400_000
const retryMs = 1000

/**
 * Hears when runs of a recipe end, also those that ended just before the runner died. A run that the trigger itself
 * brought about, over other recipes, goes by.
 */
export function openRecipeEnd({
  feed,
  clock,
  endedSince,
  comesFrom,
}: RecipeEndOptions): OpenSource<'recipe'> {
  return ({ trigger: { id, settings, since }, hear, passBy, stands }) => {
    let closed = false
    let callOff = () => {}
    const tell = async (head: RunHead) => {
      const failure = head.failures[0] ?? null
      const event = {
        at: head.endedAt ?? clock.now(),
        words: `${head.recipeName} ${head.status}`,
        data: {
          run: head.runId,
          recipe: head.recipeName,
          status: head.status,
          outputs: head.outputs,
          failure: failure && { code: failure.code, message: failure.message },
        },
      }
      if (!endings[settings.on]?.includes(head.status))
        return passBy(event, `it waits for runs that are ${settings.on}`)
      if (comesFrom(head.runId, id)) return passBy(event, 'this trigger itself brought that run about')
      await hear({ ...event, key: `run:${head.runId}` })
    }
    const catchUp = () => {
      const heads = endedSince(settings.of, Math.max(since, clock.now() - keptMs))
      Promise.all(heads.map(tell)).then(
        () => stands({ failure: null, note: null }),
        (error) => {
          stands({ failure: failureOf(error), note: null })
          if (!closed) callOff = clock.alarm(clock.now() + retryMs, catchUp)
        },
      )
    }
    const stop = feed.listen(({ change }) => {
      if (change.type !== 'head' || change.head.endedAt === null) return
      const { head } = change
      if (head.parent !== null || head.recipeId !== settings.of) return
      // The host is in the middle of its own turn.
      clock.defer(() => {
        if (!closed) tell(head).catch(catchUp)
      })
    })
    clock.defer(() => {
      if (!closed) catchUp()
    })
    return {
      async close() {
        closed = true
        callOff()
        stop()
      },
    }
  }
}
