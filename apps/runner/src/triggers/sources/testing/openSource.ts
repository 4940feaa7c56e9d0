import { TriggerSettings as Schema, type TriggerSettings } from '@segue/protocol'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import type { Condition, EventKind, OpenSource, SettingsOf, TriggerEvent } from '../source.ts'

type Data = Record<string, unknown>

/** A source that is open, and what it told. */
export interface OpenedSource {
  heard: (Omit<TriggerEvent, 'data'> & { data: Data })[]
  passed: { data: Data; words: string; reason: string }[]
  /** Null until it stood somehow for the first time. */
  condition: Condition | null
  close(): Promise<void>
}

/** Opens a source for one trigger, until the test ends. */
export function openSource<Kind extends EventKind>(
  open: OpenSource<Kind>,
  settings: z.input<typeof TriggerSettings> & { kind: Kind },
): OpenedSource {
  const opened: OpenedSource = { heard: [], passed: [], condition: null, close: async () => {} }
  const source = open({
    trigger: {
      id: 'trg_1',
      recipeId: 'rcp_1',
      since: 0,
      settings: Schema.parse(settings) as SettingsOf<Kind>,
    }, // its own kind
    async hear(event) {
      opened.heard.push({ ...event, data: event.data as Data }) // every event is an object
    },
    passBy: (event, reason) =>
      void opened.passed.push({ data: event.data as Data, words: event.words, reason }), // the same
    stands(condition) {
      opened.condition = condition
    },
  })
  let closed: Promise<void> | undefined
  opened.close = () => (closed ??= source.close())
  onTestFinished(opened.close)
  return opened
}
