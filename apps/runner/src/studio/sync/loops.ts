import { type AppId, fail, type StudioSync, syncAspects } from '@segue/protocol'
import { appTitle } from '../../bridges/failure.ts'
import { cannot } from './abilities.ts'

type Others = readonly StudioSync[]

/**
 * Fails when a sync cannot stand beside `others` (without itself): with `sync.loop` when its leader would follow its
 * own follower, over however many; with `sync.cannot` when the follower follows somebody else in the same. What is off
 * does not count.
 */
export function refuseWhatFights(sync: StudioSync, others: Others): void {
  const { leader, follower } = sync
  if (leader === follower) throw loop([leader, leader])
  if (!sync.on) return
  const on = others.filter((other) => other.on)
  const back = wayFrom(follower, leader, on)
  if (back) throw loop([leader, ...back])
  for (const other of on) {
    const shared = syncAspects.find((aspect) => other[aspect] && sync[aspect])
    if (other.follower !== follower || !shared) continue
    throw cannot(
      `${appTitle(follower)} follows ${appTitle(other.leader)} in ${shared} already.`,
      'An application follows one other in each thing. Turn one of the two off.',
    )
  }
}

/** Applications from one to another along who leads whom, both included; null when there is no way. */
function wayFrom(from: AppId, to: AppId, syncs: Others): AppId[] | null {
  if (from === to) return [from]
  for (const sync of syncs) {
    if (sync.leader !== from) continue
    const rest = syncs.filter((other) => other !== sync)
    const way = wayFrom(sync.follower, to, rest)
    if (way) return [from, ...way]
  }
  return null
}

const loop = (way: readonly AppId[]) =>
  fail({
    code: 'sync.loop',
    message: `They would follow each other in a circle: ${way.map(appTitle).join(' → ')}.`,
    hint: 'Turn one of these off.',
    kind: 'input',
  })
