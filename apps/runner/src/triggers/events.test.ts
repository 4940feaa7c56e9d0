import { failureOf, type Heard, type TriggerDraftInput } from '@segue/protocol'
import { expect, test } from 'vitest'
import { createRecipeService } from '../services/recipeService.ts'
import type { Json } from './sources/source.ts'
import { openTriggerLab } from './testing/triggerLab.ts'

const osc: TriggerDraftInput['settings'] = { kind: 'osc', address: '/go', debounceMs: 0 }

async function openLab(
  settings: Partial<TriggerDraftInput['settings']> = {},
  draft: Partial<TriggerDraftInput> = {},
) {
  const lab = await openTriggerLab()
  // The kind stays osc, so the union does too.
  const merged = { ...osc, ...settings } as TriggerDraftInput['settings']
  const trigger = await lab.service.create({
    ...{
      recipeId: lab.recipe.id,
      name: 'Cue',
      version: null,
      enabled: true,
      inputs: {},
      overlap: 'queueAll',
    },
    ...draft,
    settings: merged,
  } as Parameters<typeof lab.service.create>[0])
  let count = 0
  const ears = () => lab.open.get(trigger.id)
  const send = (data: Json = {}, { key = `m${++count}`, agoMs = 0 } = {}) =>
    ears()?.hear({ key, at: lab.host.time.clock.now() - agoMs, words: '/go from 127.0.0.1', data })
  const outcomes = () => lab.outcomes(trigger.id)
  return { lab, trigger, ears, send, outcomes }
}

test('an event starts the recipe, and the history says what it was', async () => {
  const { lab, trigger, send } = await openLab()
  const answer = send()
  await lab.settle()
  expect(await answer).toMatchObject({ outcome: 'starting', runId: lab.asked[0] })
  const [line] = await lab.history(trigger.id)
  expect(line).toMatchObject({ outcome: 'fired', reason: '/go from 127.0.0.1', runId: lab.asked[0] })
})

test('the same key starts one run, and is told of it again', async () => {
  const { lab, send } = await openLab()
  void send({}, { key: 'once' })
  await lab.settle()
  await lab.finish()
  const again = send({}, { key: 'once' })
  await lab.settle()
  expect(await again).toMatchObject({ outcome: 'again', runId: lab.asked[0] })
  expect(lab.asked).toHaveLength(1)
})

test('of events that come close together the last one fires', async () => {
  const { lab, send, outcomes } = await openLab({ debounceMs: 200 } as never)
  const first = send()
  await lab.wait(100)
  void send()
  await lab.wait(199)
  expect(await first).toMatchObject({ outcome: 'dropped' })
  expect(lab.asked).toHaveLength(0)
  await lab.wait(1)
  expect(await outcomes()).toEqual(['fired'])
})

test('a flood starts what it may in a minute, and is one line of the history', async () => {
  const { lab, send, outcomes } = await openLab({ perMinute: 3 } as never)
  for (let i = 0; i < 50; i++) void send()
  await lab.settle()
  expect(await outcomes()).toEqual(['fired', 'queued', 'queued', 'capped'])
  await lab.finish()
  await lab.wait(60_000)
  void send()
  await lab.settle()
  expect((await outcomes()).at(-1)).toBe('fired')
})

test('a late firing starts nothing: neither one that comes late nor one that waited too long', async () => {
  const { lab, send, outcomes } = await openLab({ maxAgeMs: 2000 } as never)
  void send({}, { agoMs: 2001 })
  void send()
  void send()
  await lab.settle()
  expect(await outcomes()).toEqual(['late', 'fired', 'queued'])
  await lab.wait(3000)
  await lab.finish()
  expect(await outcomes()).toEqual(['late', 'fired', 'late'])
  expect(lab.asked).toHaveLength(1)
})

test('a late firing starts nothing after a restart either', async () => {
  const { lab, send, outcomes } = await openLab({ maxAgeMs: 2000 } as never)
  void send()
  void send()
  await lab.settle()
  await lab.off(60_000)
  await lab.finish()
  expect(await outcomes()).toEqual(['fired', 'late'])
})

test('what the store does not take is told to whoever can tell it again', async () => {
  const { lab, send } = await openLab()
  lab.host.db.run('CREATE TRIGGER full BEFORE INSERT ON firings BEGIN SELECT RAISE(ABORT, "full"); END')
  const answer = send()?.then(
    () => 'taken',
    () => 'refused',
  )
  await lab.settle()
  expect(await answer).toBe('refused')
})

test('a trigger that is off hears only for whoever tests it', async () => {
  const { lab, trigger, send, ears } = await openLab({}, { enabled: false })
  expect(ears()).toBeUndefined()
  const over = new AbortController()
  const heard: Heard[] = []
  const listening = (async () => {
    for await (const one of lab.service.listen(trigger.id, over.signal)) heard.push(one)
  })()
  await lab.settle()
  void send({ args: [1] })
  ears()?.passBy({ at: 0, words: '/stop from 127.0.0.1', data: {} }, 'it waits for /go')
  await lab.settle()
  over.abort()
  await listening
  expect(heard.map(({ words, fires, reason }) => [words, fires, reason])).toEqual([
    ['/stop from 127.0.0.1', false, 'it waits for /go'],
    ['/go from 127.0.0.1', false, 'the trigger is off'],
  ])
  expect(ears()).toBeUndefined()
  expect(lab.asked).toHaveLength(0)
})

test('how a source stands is seen at its trigger', async () => {
  const { lab, trigger, ears } = await openLab()
  const failure = failureOf(new Error('port taken'))
  ears()?.stands({ failure, note: 'looks again every second' })
  expect(await lab.service.get(trigger.id)).toMatchObject({ failure, note: 'looks again every second' })
  await lab.service.pause(trigger.id)
  expect(await lab.service.get(trigger.id)).toMatchObject({ failure: null, note: null })
})

test('a trigger that is changed listens anew, one that is renamed goes on', async () => {
  const { lab, trigger, ears } = await openLab()
  const first = ears()
  await lab.service.update({ id: trigger.id, change: { name: 'Other' } })
  expect(ears()).toBe(first)
  const other = await createRecipeService(lab.host.db, async () => null).create({ name: 'Other' })
  await lab.service.update({ id: trigger.id, change: { recipeId: other.id } })
  const second = ears()
  expect(second).not.toBe(first)
  const { settings } = await lab.service.get(trigger.id)
  await lab.service.update({
    id: trigger.id,
    change: { settings: { ...settings, address: '/stop' } as never },
  })
  expect(ears()).not.toBe(second)
})

test('a value goes to an input that the recipe has, or the trigger is refused', async () => {
  await expect(openLab({ map: { speed: '/args/0' } } as never)).rejects.toMatchObject({
    failure: { code: 'trigger.unknown_input' },
  })
})

test('a recipe is started by the end of another, never by its own', async () => {
  const { lab, trigger } = await openLab()
  const of = lab.recipe.id
  const update = lab.service.update({
    id: trigger.id,
    change: { settings: { kind: 'recipe', of, on: 'ended', map: {}, perMinute: 60 } },
  })
  await expect(update).rejects.toMatchObject({ failure: { code: 'trigger.itself' } })
})
