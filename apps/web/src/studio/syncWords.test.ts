import type { SyncState } from '@segue/api'
import { expect, it } from 'vitest'
import { syncSentence } from './syncWords.ts'

const sync = (state: SyncState['state'], driftSec: number | null): SyncState => ({
  ...{ leader: 'live', follower: 'td', on: true, transport: true, tempo: true, markers: false, offsetSec: 0 },
  ...{ state, driftSec, detail: '' },
})

it.each([
  ['off', null, 'TouchDesigner does not follow Live'],
  ['waiting', null, 'TouchDesigner waits to follow Live'],
  ['failing', null, 'TouchDesigner cannot follow Live'],
  ['following', null, 'TouchDesigner follows Live'],
  ['following', -0.02, 'TouchDesigner follows Live, 20 ms late'],
  ['following', 1.24, 'TouchDesigner follows Live, 1.2 s early'],
  ['following', -0.004, 'TouchDesigner follows Live, in time'],
] as const)('%s, %s: %s', (state, drift, words) => expect(syncSentence(sync(state, drift))).toBe(words))
