import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bridgeFailure } from '../../bridges/failure.ts'
import { createSyncLab, follows } from './syncLab.ts'

let lab: ReturnType<typeof createSyncLab>
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  lab = createSyncLab()
  for (const id of ['live', 'td', 'blender'] as const) await lab.tells(id)
})
afterEach(() => {
  lab.syncs.close()
  vi.useRealTimers()
})

/** Live has played up to second 10, and TouchDesigner with it. */
async function playing() {
  await lab.syncs.set(follows('live', 'td'))
  lab.live.put({ sec: 10, playing: true })
  await lab.tells('live')
  lab.td.calls = []
}

describe('a follower', () => {
  test('starts at once, as much further on as the way to it takes', async () => {
    lab.td.tripMs = 40
    lab.live.put({ playing: true })
    await lab.syncs.set(follows('live', 'td'))
    lab.live.put({ sec: 10, playing: true })
    await lab.tells('live')
    lab.live.put({ sec: 30, playing: true })
    await lab.tells('live')
    expect(lab.td.sec).toBeCloseTo(lab.live.sec, 6)
    expect(lab.td.playing).toBe(true)
    expect(lab.state()).toMatchObject({ state: 'following', detail: '' })
  })

  test('plays by itself: what the leader tells moves nothing', async () => {
    await playing()
    await lab.pass(10)
    expect(lab.td.moves).toEqual([])
    expect(lab.state()).toMatchObject({ state: 'following', driftSec: 0 })
  })

  test('that has drifted by more than a frame is moved, at most once a second', async () => {
    await playing()
    lab.td.put({})
    lab.td.speed = 0.97
    await lab.pass(10)
    expect(lab.td.moves.length).toBeGreaterThanOrEqual(4)
    expect(lab.td.moves.length).toBeLessThanOrEqual(10)
    expect(lab.td.moves[0]).toMatchObject({ playing: null, tempo: null, sec: expect.any(Number) })
    expect(Math.abs(lab.td.sec - lab.live.sec)).toBeLessThan(0.06)
  })

  test('is not moved for less than a frame of its own rate', async () => {
    await playing()
    lab.td.put({ sec: lab.td.sec + 1 / 61 })
    await lab.pass(3)
    expect(lab.td.moves).toEqual([])
    lab.td.put({ sec: lab.td.sec + 1 / 61 })
    await lab.pass(3)
    expect(lab.td.moves).toHaveLength(1)
  })

  test('does not stumble over a message that comes late', async () => {
    await playing()
    await lab.pass(2)
    await lab.tells('live', 120)
    await lab.tells('td', 120)
    await lab.pass(2)
    expect(lab.td.moves).toEqual([])
  })

  test.each([20, 4, 9.5])('goes along when the leader jumps to second %s', async (sec) => {
    await playing()
    await lab.pass(0.5)
    lab.live.put({ sec })
    await lab.tells('live')
    expect(lab.td.moves).toHaveLength(1)
    expect(lab.td.sec).toBeCloseTo(sec, 6)
  })

  test('stops where the leader stops; then a person may go anywhere in it', async () => {
    await playing()
    lab.live.put({ sec: 12.34, playing: false })
    await lab.tells('live')
    expect(lab.td).toMatchObject({ playing: false, sec: 12.34 })
    expect(lab.state()).toMatchObject({ state: 'following', driftSec: null })
    lab.td.put({ sec: 3 })
    await lab.tells('td')
    lab.live.name = 'Song 2'
    await lab.tells('live')
    expect(lab.td.moves).toHaveLength(1)
    lab.live.put({ sec: 13 })
    await lab.tells('live')
    expect(lab.td.sec).toBe(13)
  })

  test('gets another tempo at once, if tempo is followed', async () => {
    await playing()
    lab.live.tempo = 97
    await lab.tells('live')
    expect(lab.td.tempo).toBe(120)
    await lab.syncs.set(follows('live', 'td', { tempo: true }))
    await lab.quiet()
    expect(lab.td.tempo).toBe(97)
    lab.live.tempo = 140
    await lab.tells('live')
    expect(lab.td.tempo).toBe(140)
    await lab.syncs.set(follows('live', 'td', { transport: false, tempo: true }))
    lab.live.put({ sec: 50 })
    lab.live.tempo = 99
    await lab.tells('live')
    expect(lab.td.calls.at(-1)?.args).toMatchObject({ sec: null, playing: null, tempo: 99 })
  })

  test('lies off by its own offset, and stands still before its second 0', async () => {
    await lab.syncs.set(follows('live', 'td', { offsetSec: -11 }))
    lab.live.put({ sec: 10, playing: true })
    await lab.tells('live')
    expect(lab.td).toMatchObject({ sec: 0, playing: false })
    await lab.pass(2)
    expect(lab.td.playing).toBe(true)
    expect(lab.td.sec).toBeCloseTo(lab.live.sec - 11, 6)
  })

  test('that counts in beats is moved by them, at its own tempo', async () => {
    lab.live.tempo = 90
    await lab.tells('live')
    lab.td.put({ sec: 4, playing: true })
    await lab.syncs.set(follows('td', 'live', { tempo: true }))
    await lab.tells('td')
    expect(lab.live.calls.map(({ command }) => command)).toEqual(['tempo.set', 'transport.play'])
    expect(lab.live).toMatchObject({ tempo: 120, playing: true, sec: lab.td.sec })
    lab.td.put({ sec: 9, playing: false })
    await lab.tells('td')
    expect(lab.live).toMatchObject({ playing: false, sec: 9 })
  })
})

describe('a Blender', () => {
  test('without a window is put where the leader is, as often as that is told', async () => {
    await lab.syncs.set(follows('live', 'blender'))
    lab.live.put({ sec: 10, playing: true })
    await lab.tells('live')
    await lab.pass(2)
    expect(lab.blender.moves).toHaveLength(9)
    expect(lab.blender.moves.every(({ playing }) => playing === null)).toBe(true)
    expect(lab.blender.sec).toBeCloseTo(lab.live.sec, 6)
    expect(lab.state()).toMatchObject({ state: 'following' })
  })

  test('with a window plays, and holds at the end of its range', async () => {
    lab.blender.put({ playing: false })
    lab.blender.endSec = 12
    await lab.tells('blender')
    await lab.syncs.set(follows('live', 'blender'))
    lab.live.put({ sec: 10, playing: true })
    await lab.tells('live')
    expect(lab.blender.playing).toBe(true)
    await lab.pass(3)
    expect(lab.blender).toMatchObject({ playing: false, sec: 12 })
    expect(lab.state()?.detail).toBe('Blender stands at the end of its timeline.')
    const { length } = lab.blender.moves
    await lab.pass(2)
    expect(lab.blender.moves).toHaveLength(length)
  })

  test('with a window goes on while runs have the others', async () => {
    lab.blender.window = true
    lab.blender.put({ playing: false })
    Object.assign(lab.blender, { working: true, busy: true })
    await lab.tells('blender')
    await lab.syncs.set(follows('live', 'blender'))
    lab.live.put({ sec: 10, playing: true })
    await lab.tells('live')
    expect(lab.blender.playing).toBe(true)
    expect(lab.state()).toMatchObject({ state: 'following' })
    lab.blender.fails = bridgeFailure('app_busy', 'Blender renders.')
    lab.live.put({ playing: false })
    await lab.tells('live')
    expect(lab.state()).toMatchObject({ state: 'waiting', detail: 'Blender renders.' })
  })

  test('without a window leads nobody', async () => {
    await lab.syncs.set(follows('blender', 'td'))
    await lab.tells('blender')
    expect(lab.state()).toMatchObject({ state: 'waiting', detail: expect.stringContaining('no window') })
  })
})

describe('a follower that cannot now', () => {
  test('is waited for while it is gone, and goes on by itself', async () => {
    await playing()
    lab.td.session = null
    lab.changed()
    expect(lab.state()).toMatchObject({
      state: 'waiting',
      driftSec: null,
      detail: 'TouchDesigner is not here.',
    })
    await lab.pass(2)
    expect(lab.td.moves).toEqual([])
    lab.td.put({ sec: 0, playing: false })
    lab.td.session = 'second'
    lab.changed()
    await lab.tells('td')
    expect(lab.td.playing).toBe(true)
    expect(lab.state()).toMatchObject({ state: 'following' })
  })

  test.each([
    ['its application is busy', { busy: true }, 'TouchDesigner is busy: Record.'],
    ['a run has its turn', { working: true }, 'TouchDesigner is busy: Record.'],
  ])('gets nothing while %s', async (_, how, detail) => {
    await playing()
    Object.assign(lab.td, how, { doing: { title: 'Record', since: 0 } })
    lab.live.put({ sec: 50 })
    await lab.pass(2)
    expect(lab.td.moves).toEqual([])
    expect(lab.state()).toMatchObject({ state: 'waiting', detail })
    Object.assign(lab.td, { busy: false, working: false, doing: null })
    vi.advanceTimersByTime(1000)
    await lab.quiet()
    expect(lab.td.sec).toBeCloseTo(lab.live.sec, 6)
  })

  test('says what went wrong, and is tried again later and later', async () => {
    await playing()
    lab.td.fails = bridgeFailure('verify_failed', 'Second was set to 50, but is 0.')
    lab.live.put({ sec: 50, playing: false })
    await lab.tells('live')
    const detail = expect.stringContaining('Second was set to 50, but is 0.')
    expect(lab.state()).toMatchObject({ state: 'failing', detail })
    vi.advanceTimersByTime(1000)
    await lab.quiet()
    expect(lab.state()).toMatchObject({ state: 'failing' })
    lab.td.fails = null
    vi.advanceTimersByTime(1000)
    await lab.quiet()
    expect(lab.state()).toMatchObject({ state: 'failing' })
    vi.advanceTimersByTime(1000)
    await lab.quiet()
    expect(lab.td.sec).toBe(50)
    expect(lab.state()).toMatchObject({ state: 'following' })
  })

  test('waits while the leader is gone', async () => {
    await playing()
    lab.live.session = null
    lab.changed()
    expect(lab.state()).toMatchObject({ state: 'waiting', detail: 'Live is not here.' })
  })
})
