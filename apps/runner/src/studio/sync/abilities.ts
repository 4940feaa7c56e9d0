import { type AppId, fail, type StudioSync } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'

/** What of an application can be followed, and can follow. */
export const aspects = ['transport', 'tempo', 'markers'] as const
export type Aspect = (typeof aspects)[number]

/** Blender has no tempo of its own; OBS, OSC and MIDI have no timeline that could be moved. */
const abilities: Partial<Record<AppId, readonly Aspect[]>> = {
  live: aspects,
  td: aspects,
  blender: ['transport', 'markers'],
}

const words: Record<Aspect, string> = {
  transport: 'a timeline',
  tempo: 'a tempo',
  markers: 'markers',
}

/** Fails with `sync.cannot`, and which application it is, when one of the two lacks what is wanted. */
export function refuseWhatCannot({ leader, follower, ...sync }: StudioSync): void {
  for (const app of [leader, follower]) {
    const has = abilities[app]
    if (has === undefined)
      throw cannot(
        `${appTitle(app)} has no timeline that could ${app === leader ? 'be followed' : 'follow'}.`,
        'Live, TouchDesigner and Blender can lead and follow.',
      )
    const missing = aspects.find((aspect) => sync[aspect] && !has.includes(aspect))
    if (missing) throw cannot(`${appTitle(app)} does not have ${words[missing]}.`, `Turn “${missing}” off.`)
  }
}

/** The failure `sync.cannot`. */
export const cannot = (message: string, hint: string) =>
  fail({ code: 'sync.cannot', message, hint, kind: 'input' })
