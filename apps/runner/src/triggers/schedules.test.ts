import { fail, type MisfireInput, type Overlap } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { sqliteError } from '../host/hostLab.ts'
import { openTriggerLab, startsAt } from './testing/triggerLab.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('R29 clocks that are set', () => {
  test.each([-hour, hour, -day, day])('by %d ms start at most one run', async (jump) => {
    const lab = await openTriggerLab()
    await lab.add()
    await lab.wait(minute)
    await lab.finish()
    expect(lab.asked).toHaveLength(1)
    await lab.set(jump)
    expect(lab.asked.length).toBeLessThanOrEqual(2)
    const slots = await lab.history((await lab.service.list({}))[0]?.id ?? '')
    expect(new Set(slots.map(({ at }) => at)).size).toBe(slots.length)
  })

  test('eight hours of sleep are one run, and it goes on with the next moment', async () => {
    const lab = await openTriggerLab()
    const { id } = await lab.add()
    await lab.wait(minute)
    await lab.finish()
    await lab.sleep(8 * hour + 30_000)
    await lab.finish()
    expect(lab.asked).toHaveLength(2)
    const [made, missed] = await lab.history(id)
    expect(made).toMatchObject({
      outcome: 'fired',
      reason: 'the machine was asleep at its moment; it is made up',
    })
    expect(missed).toMatchObject({ outcome: 'missed', reason: 'the machine was asleep; a later one runs' })
    await lab.wait(30_000)
    expect(lab.asked).toHaveLength(3)
    expect((await lab.outcomes(id)).filter((outcome) => outcome === 'missed').length).toBeGreaterThan(90)
  })

  test('a clock that was days ahead keeps no schedule silent, and no moment fires again', async () => {
    const lab = await openTriggerLab()
    const { id } = await lab.add()
    await lab.set(3 * day)
    await lab.finish()
    await lab.set(-3 * day)
    for (let i = 0; i < 3; i++) {
      await lab.wait(minute)
      await lab.finish()
    }
    const fired = (await lab.history(id)).filter(({ outcome }) => outcome === 'fired')
    expect(fired.map(({ at }) => at)).toEqual([
      startsAt + 3 * minute,
      startsAt + 2 * minute,
      startsAt + minute,
      startsAt + 3 * day,
    ])
  })
})

test('a clock that was set past moments is told apart from sleep', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add({ misfire: { run: 'none' } })
  await lab.set(hour)
  expect(await lab.history(id)).toContainEqual(
    expect.objectContaining({ outcome: 'missed', reason: 'the clock was set past it' }),
  )
})

describe('R31 off for three hours on a schedule of every minute', () => {
  const off = async (misfire: MisfireInput) => {
    const lab = await openTriggerLab()
    const { id } = await lab.add({ misfire })
    await lab.off(3 * hour + 30_000)
    for (let i = 0; i < 200; i++) await lab.finish()
    const history = await lab.history(id)
    const fired = history.filter(({ outcome }) => outcome === 'fired').map(({ at }) => at)
    return { lab, id, history, fired: fired.sort((a, b) => a - b) }
  }
  const last = startsAt + 3 * hour

  test('none: nothing runs, and the history says so', async () => {
    const { fired, history } = await off({ run: 'none' })
    expect(fired).toEqual([])
    expect(history[0]).toMatchObject({
      at: last,
      outcome: 'missed',
      reason: 'Segue was off',
    })
    expect(history.at(-1)?.reason).toContain(`so are all since ${new Date(startsAt).toISOString()}`)
  })

  test('last: one runs, the others are missed', async () => {
    const { fired, history } = await off({ run: 'last' })
    expect(fired).toEqual([last])
    expect(history.filter(({ outcome }) => outcome === 'missed')).toHaveLength(100)
  })

  test('last: not when it is later than its limit', async () => {
    const lab = await openTriggerLab()
    const { id } = await lab.add({ when: '30 12 * * *', misfire: { run: 'last' } })
    await lab.off(3 * hour)
    expect(await lab.outcomes(id)).toEqual(['late'])
    expect(lab.asked).toEqual([])
  })

  test('all: the last hundred run, each when the one before has ended', async () => {
    const { fired, lab } = await off({ run: 'all' })
    expect(fired).toEqual([...Array(100).keys()].map((i) => last - (99 - i) * minute))
    expect(lab.asked).toHaveLength(100)
  })

  test('all: those within its limit', async () => {
    const { fired, history } = await off({ run: 'all', lateSec: 600 })
    expect(fired).toHaveLength(10)
    expect(history.filter(({ outcome }) => outcome === 'late')).toHaveLength(90)
  })
})

describe('R32 a run that is longer than its interval', () => {
  const three = async (overlap: Overlap) => {
    const lab = await openTriggerLab()
    const { id } = await lab.add({}, { overlap })
    for (let i = 0; i < 3; i++) await lab.wait(minute)
    return { lab, id }
  }

  test('skip: the next ones go by', async () => {
    const { lab, id } = await three('skip')
    expect(await lab.outcomes(id)).toEqual(['fired', 'overlap', 'overlap'])
    await lab.finish()
    await lab.wait(minute)
    expect(await lab.outcomes(id)).toEqual(['fired', 'overlap', 'overlap', 'fired'])
  })

  test('queueOne: one waits and runs afterwards', async () => {
    const { lab, id } = await three('queueOne')
    expect(await lab.outcomes(id)).toEqual(['fired', 'queued', 'overlap'])
    expect(await lab.service.get(id)).toMatchObject({ queued: 1 })
    await lab.finish()
    expect(await lab.outcomes(id)).toEqual(['fired', 'fired', 'overlap'])
  })

  test('queueAll: all wait, and run one after the other', async () => {
    const { lab, id } = await three('queueAll')
    expect(await lab.outcomes(id)).toEqual(['fired', 'queued', 'queued'])
    lab.host.finishAll()
    await lab.settle()
    expect(await lab.outcomes(id)).toEqual(['fired', 'fired', 'queued'])
    await lab.finish()
    expect(await lab.outcomes(id)).toEqual(['fired', 'fired', 'fired'])
  })

  test('cancel: the run before is cancelled, and the newest begins when it has ended', async () => {
    const { lab, id } = await three('cancel')
    expect(await lab.outcomes(id)).toEqual(['fired', 'fired', 'fired'])
    const statuses = lab.asked.map((runId) => lab.host.status(runId))
    expect(statuses).toEqual(['cancelled', 'cancelled', 'running'])
  })

  test('parallel: all run', async () => {
    const { lab } = await three('parallel')
    expect(lab.asked.map((runId) => lab.host.status(runId))).toEqual(['running', 'running', 'running'])
  })

  test('what waits begins also when the runner was off meanwhile', async () => {
    const { lab, id } = await three('queueOne')
    await lab.off(20_000)
    await lab.finish()
    expect((await lab.outcomes(id)).slice(0, 3)).toEqual(['fired', 'fired', 'overlap'])
  })
})

test('500 schedules of one moment are asked for in one turn', async () => {
  const lab = await openTriggerLab()
  for (let i = 0; i < 500; i++) await lab.add({}, { name: `Schedule ${i}` })
  lab.host.time.pass(minute)
  lab.host.time.next()?.()
  expect(lab.asked).toHaveLength(500)
  await lab.settle()
  expect(new Set(lab.asked).size).toBe(500)
})

test('two processes over one store start a moment once', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add({}, { overlap: 'parallel' })
  const other = lab.second()
  for (let i = 0; i < 5; i++) await lab.wait(minute)
  await other.close()
  expect(await lab.outcomes(id)).toEqual(['fired', 'fired', 'fired', 'fired', 'fired'])
  expect(new Set(lab.asked).size).toBe(5)
})

test('jitter puts a moment off by its own amount, always the same', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add({ when: '0 * * * *', jitterSec: 600 })
  await lab.wait(hour)
  expect(await lab.outcomes(id)).toEqual(['soon'])
  await lab.wait(10 * minute)
  expect(await lab.outcomes(id)).toEqual(['fired'])
})

test('a person starts it while it is paused and while its run goes', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add({}, { enabled: false })
  const asked = Promise.all([lab.service.runNow(id), lab.service.runNow(id)])
  await lab.settle()
  const runs = await asked
  expect(runs.map(({ runId }) => lab.host.status(runId))).toEqual(['running', 'running'])
  await lab.wait(3 * minute)
  expect(lab.asked).toHaveLength(2)
})

test('one that cannot start is red with its cause, and goes on', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add()
  lab.refusal = fail({ code: 'input.missing', message: 'Look is missing.', hint: 'Give one.', kind: 'input' })
  await lab.wait(minute)
  expect(await lab.service.get(id)).toMatchObject({
    failure: { code: 'input.missing' },
    last: { outcome: 'failed', reason: 'Look is missing.' },
  })
  lab.refusal = null
  await lab.wait(minute)
  expect(await lab.service.get(id)).toMatchObject({ failure: null, last: { outcome: 'fired' } })
})

test('one whose recipe is gone says so before it fires', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add()
  lab.host.db.run('DELETE FROM recipes')
  expect(await lab.service.get(id)).toMatchObject({
    failure: { code: 'trigger.recipe_gone' },
    recipeName: null,
  })
  await lab.wait(minute)
  expect(await lab.outcomes(id)).toEqual(['failed'])
  expect(lab.asked).toEqual([])
})

test('a full disk loses no moment', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add()
  lab.refusal = fail({ code: 'store.full', message: 'Full.', hint: 'Free some.', kind: 'environment' })
  await lab.wait(minute)
  expect(await lab.outcomes(id)).toEqual(['starting'])
  lab.refusal = null
  await lab.wait(2000)
  expect(await lab.outcomes(id)).toEqual(['fired'])
  expect(new Set(lab.asked).size).toBe(1)
})

test('what is old goes, but no moment of it ever fires again', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add({ misfire: { run: 'none' } })
  for (let i = 0; i < 120; i++) {
    await lab.wait(minute)
    await lab.finish()
  }
  await lab.set(40 * day + 30_000)
  lab.host.host.trim({ days: 30, steps: 1_000_000 })
  lab.trim(30)
  const kept = (await lab.history(id)).filter(({ outcome }) => outcome === 'fired')
  expect(kept.length).toBeLessThan(120)
  const last = startsAt + 120 * minute
  await lab.set(startsAt - lab.host.time.clock.now())
  for (let i = 0; i < 122; i++) {
    await lab.wait(minute)
    await lab.finish()
  }
  const fired = (await lab.history(id)).filter(({ outcome }) => outcome === 'fired').map(({ at }) => at)
  expect(fired.filter((at) => at > last)).toHaveLength(2)
  expect(lab.asked).toHaveLength(122)
})

test('a schedule that cannot be stored is tried again once a second, not at once', async () => {
  const lab = await openTriggerLab()
  const { id } = await lab.add()
  lab.host.trouble = sqliteError(13)
  await lab.wait(minute)
  expect(await lab.outcomes(id)).toEqual([])
  lab.host.trouble = null
  await lab.wait(999)
  expect(await lab.outcomes(id)).toEqual([])
  await lab.wait(1)
  expect(await lab.outcomes(id)).toEqual(['fired'])
})
