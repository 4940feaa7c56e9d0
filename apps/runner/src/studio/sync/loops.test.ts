import type { AppId, StudioSync } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { createSyncLab, follows } from './syncLab.ts'

const lab = createSyncLab()
const refused = (sync: StudioSync) =>
  lab.syncs.set(sync).then(
    () => null,
    (error) => error.failure,
  )

describe('a sync is refused', () => {
  test('in a circle, over however many, unless one of them is off', async () => {
    await lab.syncs.set(follows('live', 'td'))
    await lab.syncs.set(follows('td', 'blender'))
    expect(await refused(follows('blender', 'live'))).toMatchObject({
      code: 'sync.loop',
      message: 'They would follow each other in a circle: Blender → Live → TouchDesigner → Blender.',
    })
    expect(await refused(follows('td', 'live', { markers: true }))).toMatchObject({ code: 'sync.loop' })
    expect(await refused(follows('live', 'live', { on: false }))).toMatchObject({ code: 'sync.loop' })
    await lab.syncs.set(follows('live', 'td', { on: false }))
    expect(await refused(follows('blender', 'live'))).toBeNull()
    expect(await refused(follows('live', 'td'))).toMatchObject({ code: 'sync.loop' })
    for (const { leader, follower } of lab.saved.syncs) await lab.syncs.remove({ leader, follower })
    expect(lab.syncs.states()).toEqual([])
  })

  test('when its follower follows another in the same', async () => {
    await lab.syncs.set(follows('live', 'blender'))
    expect(await refused(follows('td', 'blender'))).toMatchObject({
      code: 'sync.cannot',
      message: 'Blender follows Live in transport already.',
    })
    expect(await refused(follows('td', 'blender', { transport: false, markers: true }))).toBeNull()
  })

  test.each<[AppId, AppId, Partial<StudioSync>, string]>([
    ['obs', 'td', {}, 'OBS has no timeline that could be followed.'],
    ['live', 'midi', {}, 'MIDI has no timeline that could follow.'],
    ['live', 'blender', { tempo: true }, 'Blender does not have a tempo.'],
    ['blender', 'live', { tempo: true, on: false }, 'Blender does not have a tempo.'],
  ])('%s cannot lead %s', async (leader, follower, more, message) => {
    expect(await refused(follows(leader, follower, more))).toMatchObject({ code: 'sync.cannot', message })
  })
})
