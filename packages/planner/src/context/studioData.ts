import type { AppDocument, StudioTime } from '@segue/protocol'
import type { Json } from '../types.ts'

/** What the planner sees of the studio: applications, what they have open, what was read from them. */
export interface StudioSeen {
  time: Pick<StudioTime, 'app' | 'playing' | 'tempo' | 'meter' | 'sec' | 'fps'> | null
  apps: readonly {
    app: string
    title: string
    state: string
    document: AppDocument | null
    /** Names in the document by kind: tracks, objects, operators. */
    names?: Readonly<Record<string, readonly string[]>>
  }[]
}

/** The studio as data: names and numbers, and no paths. */
export function studioData({ time, apps }: StudioSeen): Json[] {
  const clock: Json[] = time
    ? [{ clock: time.app, tempo: time.tempo, meter: time.meter, playing: time.playing }]
    : []
  return [
    ...clock,
    ...apps.map(
      ({ app, title, state, document, names }): Json => ({
        app,
        title,
        state,
        ...(document
          ? {
              open: document.name,
              tempo: document.tempo,
              fps: document.fps,
              unsaved: document.unsaved,
              ...document.facts,
            }
          : {}),
        ...Object.fromEntries(Object.entries(names ?? {}).map(([kind, all]) => [kind, [...all]])),
      }),
    ),
  ]
}
