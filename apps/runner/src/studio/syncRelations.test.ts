import type { SyncState } from '@segue/api'
import { expect, test } from 'vitest'
import type { Seen } from './relations.ts'
import { watchSyncRelations } from './syncRelations.ts'

const sync = (state: SyncState['state']): SyncState => ({
  ...{ leader: 'live', follower: 'td', on: true, transport: true, tempo: true, markers: false, offsetSec: 0 },
  ...{ state, driftSec: null, detail: '' },
})

test('every time that one begins to follow is seen once', () => {
  const seen: Seen[] = []
  let now: SyncState[] = []
  let changed = () => {}
  const stop = watchSyncRelations(
    {
      states: () => now,
      onChange(listener) {
        changed = listener
        return () => {
          changed = () => {}
        }
      },
    },
    { see: (one) => void seen.push(one) },
  )
  const turnTo = (state: SyncState['state']) => {
    now = [sync(state)]
    changed()
  }
  for (const state of ['waiting', 'following', 'following', 'failing', 'following'] as const) turnTo(state)
  expect(seen.map(({ from, to, kind, name }) => [from, to, kind, name])).toEqual([
    ['live', 'td', 'sync', 'Transport, Tempo'],
    ['live', 'td', 'sync', 'Transport, Tempo'],
  ])
  stop()
  turnTo('waiting')
  turnTo('following')
  expect(seen).toHaveLength(2)
})
