import { appAspects, fail, type StudioSync, type SyncAspect, syncAspects } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'

const words: Record<SyncAspect, string> = {
  transport: 'a timeline',
  tempo: 'a tempo',
  markers: 'markers',
}

/** Fails with `sync.cannot`, and which application it is, when one of the two lacks what is wanted. */
export function refuseWhatCannot({ leader, follower, ...sync }: StudioSync): void {
  for (const app of [leader, follower]) {
    const has = appAspects[app]
    if (has === undefined)
      throw cannot(
        `${appTitle(app)} has no timeline that could ${app === leader ? 'be followed' : 'follow'}.`,
        'Live, TouchDesigner and Blender can lead and follow.',
      )
    const missing = syncAspects.find((aspect) => sync[aspect] && !has.includes(aspect))
    if (missing) throw cannot(`${appTitle(app)} does not have ${words[missing]}.`, `Turn “${missing}” off.`)
  }
}

/** The failure `sync.cannot`. */
export const cannot = (message: string, hint: string) =>
  fail({ code: 'sync.cannot', message, hint, kind: 'input' })
