import type { SyncState } from '@segue/api'
import type { Relations } from './relations.ts'
import type { Syncs } from './syncTypes.ts'

/** Sees when an application begins to follow another. Returns how to stop. */
export function watchSyncRelations(
  syncs: Pick<Syncs, 'states' | 'onChange'>,
  relations: Pick<Relations, 'see'>,
): () => void {
  const following = () => syncs.states().filter(({ state }) => state === 'following')
  const keyOf = ({ leader, follower }: SyncState) => `${leader} ${follower}`
  let before = new Set<string>()
  const look = () => {
    const now = following()
    for (const sync of now)
      if (!before.has(keyOf(sync)))
        relations.see({
          from: sync.leader,
          to: sync.follower,
          kind: 'sync',
          name: whatFollows(sync),
          sha256: null,
          runId: null,
        })
    before = new Set(now.map(keyOf))
  }
  return syncs.onChange(look)
}

const whatFollows = ({ transport, tempo, markers }: SyncState): string =>
  [transport && 'Transport', tempo && 'Tempo', markers && 'Markers'].filter(Boolean).join(', ')
