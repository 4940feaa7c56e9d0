import type { Firing, Heard, SchedulePreview, TriggerDraft, TriggerView } from '@segue/protocol'

/** Records beside recipes that start them by themselves. */
export interface TriggersService {
  /** Oldest first; of one recipe, or all. */
  list(filter: { recipeId?: string }): Promise<TriggerView[]>
  /** Fails with `trigger.unknown`. */
  get(id: string): Promise<TriggerView>
  /** Fails with what is wrong with its settings, its recipe, its version or its inputs. */
  create(draft: TriggerDraft): Promise<TriggerView>
  /** Keeps what is given and leaves the rest. Moments of an earlier schedule never fire again. */
  update(input: { id: string; change: Partial<TriggerDraft> }): Promise<TriggerView>
  pause(id: string): Promise<TriggerView>
  /** Moments that passed meanwhile are over. */
  resume(id: string): Promise<TriggerView>
  /** With its history; its runs stay. */
  remove(id: string): Promise<void>
  /** Starts it as a person does: also while it is paused or a run of it still goes. Fails with what keeps it from starting. */
  runNow(id: string): Promise<{ runId: string }>
  /** Newest first; `before` is the `seq` of the last line of the page before. */
  history(input: { id: string; limit: number; before?: number }): Promise<Firing[]>
  /** Reads cron or plain words. Fails with `schedule.unreadable`, `schedule.never` and `schedule.unknown_zone`. */
  preview(input: { when: string; zone: string }): Promise<SchedulePreview>
  /** A webhook gets another address; the one before answers no more. */
  renewAddress(id: string): Promise<TriggerView>
  /** The key that signs the calls of a webhook; it is kept sealed and never read out. */
  sign(input: { id: string; key: string }): Promise<void>
  /** What a trigger receives from now on, whether it fires or not, also while it is off. Fails with `trigger.unknown`. */
  listen(id: string, signal: AbortSignal): AsyncIterable<Heard>
  /** All triggers now, then after every change; newest state only, at most four times a second. */
  changes(signal: AbortSignal): AsyncIterable<TriggerView[]>
}
