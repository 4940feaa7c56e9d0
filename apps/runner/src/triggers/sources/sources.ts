import type { EventKind, OpenSource, Source, SourceOptions } from './source.ts'

/** How to listen, by kind. What is called from outside (webhooks) has nothing to open. */
export type SourceTable = { [Kind in EventKind]: OpenSource<Kind> }

/** Opens the source of any trigger. */
export interface OpenSources {
  open(options: SourceOptions<EventKind>): Source
}

/** Opens sources by the kind of their trigger. */
export function openSources(table: SourceTable): OpenSources {
  return {
    open: (options) => (table[options.trigger.settings.kind] as OpenSource<EventKind>)(options), // same kind on both sides
  }
}

/** A source that has nothing to open: others call it. */
export const called = (): Source => ({ close: async () => {} })
