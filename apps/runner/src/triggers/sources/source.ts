import type { Failure, Trigger, TriggerSettings } from '@segue/protocol'
import type { z } from 'zod'

export type Json = z.core.util.JSONType

/** Something that happened and may start a recipe. */
export interface TriggerEvent {
  /** A trigger fires once for a key: the id of a delivery, a file and its time. */
  key: string
  /** When it happened, epoch milliseconds. */
  at: number
  /** `POST from 127.0.0.1`: stands in the history. */
  words: string
  /** What the pointers of the trigger's `map` go into; at most 64 KiB as JSON. */
  data: Json
}

/** How a source stands. Both null: it listens, and there is nothing to say. */
export interface Condition {
  /** Why it hears nothing. */
  failure: Failure | null
  /** What a person should know although it works. */
  note: string | null
}

/** The kinds of triggers that hear of events. */
export type EventSettings = Exclude<TriggerSettings, { kind: 'schedule' }>
export type EventKind = EventSettings['kind']
export type SettingsOf<Kind extends EventKind> = Extract<EventSettings, { kind: Kind }>

export interface SourceOptions<Kind extends EventKind> {
  trigger: Pick<Trigger, 'id' | 'recipeId'> & {
    settings: SettingsOf<Kind>
    /** Epoch milliseconds: what happened before is over. */
    since: number
  }
  /**
   * The event fires, or the trigger's limits keep it from firing; the firing is on disk when this resolves. Rejects
   * when the store takes nothing: whoever can should tell it again.
   */
  hear(event: TriggerEvent): Promise<unknown>
  /** For whoever tests the trigger: this came, and does not fire it. */
  passBy(event: Omit<TriggerEvent, 'key'>, reason: string): void
  /** The source stands otherwise than before. */
  stands(condition: Condition): void
}

/** An open source; nothing is heard once `close` has resolved. */
export interface Source {
  close(): Promise<void>
}

/** Begins to listen. Never throws: what keeps it from hearing is told by `stands`, and tried again where it can pass. */
export type OpenSource<Kind extends EventKind> = (options: SourceOptions<Kind>) => Source
