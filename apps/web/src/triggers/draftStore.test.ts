import { ScheduleSettings, TriggerDraft, TriggerView } from '@segue/protocol'
import { beforeEach, expect, test } from 'vitest'
import {
  beginDraft,
  changeDraft,
  dropDraft,
  editTrigger,
  plainWhen,
  saveDraft,
  useDraft,
} from './draftStore.ts'
import { kinds } from './kinds.ts'
import { useTriggersPage } from './pageStore.ts'

const view = (over: object = {}): TriggerView =>
  TriggerView.parse({
    ...TriggerDraft.parse({ recipeId: 'rcp_film', name: 'Film', settings: kinds.schedule.begin() }),
    ...{ id: 'trg_1', createdAt: 0, updatedAt: 0, recipeName: 'Film', words: 'every day at 03:00' },
    ...{ url: null, note: null, next: [], failure: null, last: null, queued: 0 },
    ...over,
  })
const plain = (when: string, words: string) =>
  plainWhen({ words, settings: ScheduleSettings.parse({ kind: 'schedule', when, zone: 'UTC' }) })
const fields = () => useDraft.getState().mistakes.map(({ field }) => field)

beforeEach(dropDraft)

test('a schedule is changed in the words that a person can read, where these mean the same', () => {
  expect(plain('0 9 * * 1,2,3,4,5', 'every weekday at 09:00')).toBe('every weekday at 09:00')
  expect(plain('every 5 minutes', 'every 5 minutes')).toBe('every 5 minutes')
  expect(plain('*/5 * * * *', 'every 5 minutes of the hour')).toBe('*/5 * * * *')
  expect(plain('15 * * * *', 'every hour at :15')).toBe('15 * * * *')
  expect(plain('* * * * *', 'every minute')).toBe('* * * * *')
  expect(plain('0 9 * 6 *', 'by cron 0 9 * 6 *')).toBe('0 9 * 6 *')
})

test('another one like it is new, and has a name of its own', () => {
  editTrigger(view(), { copy: true })
  expect(useDraft.getState()).toMatchObject({ id: null, draft: { name: 'Film copy' } })
  dropDraft()
  editTrigger(view())
  expect(useDraft.getState()).toMatchObject({ id: 'trg_1', draft: { name: 'Film' } })
  dropDraft()
  expect(useTriggersPage.getState().screen).toEqual({ show: 'trigger', id: 'trg_1' })
})

test('what is missing is said at its field without asking the runner, and goes with the next change of it', async () => {
  beginDraft('files', { id: 'rcp_film', name: '' })
  expect(await saveDraft()).toBeNull()
  expect(fields()).toEqual(['name', 'folder'])
  changeDraft({ name: 'Exports' }, 'name')
  expect(fields()).toEqual(['folder'])
})
