import { Failure, TriggerDraft } from '@segue/protocol'
import { expect, test } from 'vitest'
import { kinds, triggerKinds } from './kinds.ts'
import { mistakeOf, mistakesIn } from './mistakes.ts'

const draft = (over: object): TriggerDraft => ({
  ...TriggerDraft.parse({ recipeId: 'rcp_film', name: 'Film', settings: kinds.schedule.begin() }),
  ...over,
})

test('a draft that says all there is to say has no mistakes', () => {
  expect(mistakesIn(draft({}))).toEqual([])
})

test('a new draft of every kind lacks only what nobody can know for the person', () => {
  const lacks = triggerKinds.map((kind) =>
    mistakesIn(draft({ settings: kinds[kind].begin() })).map(({ field }) => field),
  )
  expect(Object.fromEntries(triggerKinds.map((kind, i) => [kind, lacks[i]]))).toEqual({
    schedule: [],
    files: ['folder'],
    webhook: [],
    osc: [],
    midi: ['port'],
    app: [],
    recipe: ['of'],
  })
})

test('a mistake stands at its field, in words', () => {
  const settings = { ...kinds.osc.begin(), address: 'go', map: { title: 'args' } }
  expect(mistakesIn(draft({ name: '', settings }))).toEqual([
    { field: 'name', message: 'Give it a name.', hint: '' },
    { field: 'input title', message: 'Give a way such as /body/title.', hint: '' },
    { field: 'address', message: 'An address begins with a slash, such as /cue/go.', hint: '' },
  ])
})

test('a refusal of the runner finds its field by its code or by the input that it names', () => {
  const refusal = (code: string, context?: Record<string, unknown>) =>
    mistakeOf(Failure.parse({ code, message: 'No.', hint: 'Yes.', kind: 'input', context }))
  expect(refusal('schedule.never')).toEqual({ field: 'when', message: 'No.', hint: 'Yes.' })
  expect(refusal('input.missing', { input: 'title' }).field).toBe('input title')
  expect(refusal('store.full').field).toBe('form')
})

test('signed calls need a key', () => {
  const signature = { header: 'x-signature-256', prefix: 'sha256=', timestampHeader: null }
  const signed = draft({ settings: { ...kinds.webhook.begin(), signature } })
  expect(mistakesIn(signed).map(({ field }) => field)).toEqual(['signingKey'])
  expect(mistakesIn(signed, { hasKey: true })).toEqual([])
})
