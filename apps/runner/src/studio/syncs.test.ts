import { expect, test, vi } from 'vitest'
import { createSyncLab, follows } from './sync/syncLab.ts'

test('what is stored is followed from the start, and every change is stored and told', async () => {
  const lab = createSyncLab([follows('live', 'td')])
  const listener = vi.fn()
  lab.syncs.onChange(listener)
  await lab.tells('td')
  lab.live.put({ sec: 3, playing: true })
  await lab.tells('live')
  expect(lab.td.playing).toBe(true)
  expect(listener).toHaveBeenCalled()

  await lab.syncs.set(follows('live', 'blender', { markers: true }))
  await lab.syncs.set(follows('live', 'td', { on: false }))
  expect(lab.saved.syncs.map(({ follower, on }) => [follower, on])).toEqual([
    ['blender', true],
    ['td', false],
  ])
  expect(lab.syncs.states().find(({ follower }) => follower === 'td')).toMatchObject({ state: 'off' })
  const { length } = lab.td.calls
  lab.live.put({ sec: 30 })
  await lab.tells('live')
  expect(lab.td.calls).toHaveLength(length)

  await lab.syncs.remove({ leader: 'live', follower: 'td' })
  expect(lab.saved.syncs).toHaveLength(1)
  lab.syncs.close()
  listener.mockClear()
  await lab.pass(2)
  expect(listener).not.toHaveBeenCalled()
})

test('of several things, the one that does not work is shown', async () => {
  const lab = createSyncLab()
  await lab.tells('td')
  await lab.tells('live')
  lab.live.put({ playing: true })
  await lab.tells('live')
  await lab.syncs.set(follows('td', 'live', { transport: false, tempo: true, markers: true }))
  await lab.quiet()
  expect(lab.state()).toMatchObject({ state: 'waiting', detail: expect.stringContaining('stopped') })
  await lab.syncs.set(follows('td', 'live', { transport: false }))
  expect(lab.state()).toMatchObject({ state: 'waiting', detail: 'Nothing is chosen to follow.' })
  lab.syncs.close()
})
