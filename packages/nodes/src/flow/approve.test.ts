import { describe, expect, test } from 'vitest'
import { approve } from './approve.ts'
import { formSchema, formValues } from './form.ts'
import { steer } from './testControl.ts'

const answer = (more: Record<string, string | number | null> = {}) => ({
  answer: { decision: 'approve', pick: null, comment: '', form: {}, at: 5, by: 'Ada', ...more },
})

describe('a person is asked', () => {
  test('with what is shown, a question and a deadline in epoch milliseconds', async () => {
    const params = { question: ' Loud enough? ', deadlineSec: 1.5, otherwise: 'approve' as const }
    const { outputs, asks } = await steer(approve, { params, inputs: { in: 'film' }, now: 1000 })
    expect(outputs).toEqual({ in: 'film' })
    expect(asks).toEqual({
      for: 'answer',
      mode: 'approve',
      question: 'Loud enough?',
      choices: 0,
      form: null,
      deadline: 2500,
      otherwise: 'approve',
    })
  })

  test('for ever when there is no deadline, and in plain words when there is no question', async () => {
    const { asks } = await steer(approve, { inputs: { in: 'film' } })
    expect(asks).toMatchObject({ deadline: null, question: 'Is this good?' })
    const pick = await steer(approve, { params: { mode: 'pick' }, inputs: { in: ['a', 'b'] } })
    expect(pick.asks).toMatchObject({ question: 'Which one?', choices: 2 })
  })

  test('but not which one of none', async () => {
    const none = steer(approve, { params: { mode: 'pick' }, inputs: { in: [] } })
    await expect(none).rejects.toMatchObject({ failure: { code: 'approval.no_choices' } })
  })
})

describe('the answer', () => {
  test('yes goes on with what was shown, no at the other output', async () => {
    const yes = await steer(approve, { inputs: { in: 'film' }, given: answer({ comment: 'fine' }) })
    expect(yes.outputs).toEqual({
      approved: 'film',
      answer: { decision: 'approve', pick: null, comment: 'fine', form: {}, at: 5, by: 'Ada' },
    })
    const no = await steer(approve, { inputs: { in: 'film' }, given: answer({ decision: 'reject' }) })
    expect(no.outputs).toMatchObject({ rejected: 'film', answer: { decision: 'reject' } })
    expect(no.outputs).not.toHaveProperty('approved')
  })

  test('which one gives that one; a place beyond the list is its last', async () => {
    const picked = (pick: number) =>
      steer(approve, { params: { mode: 'pick' }, inputs: { in: ['a', 'b'] }, given: answer({ pick }) })
    expect((await picked(1)).outputs).toMatchObject({ approved: 'b', answer: { pick: 1 } })
    expect((await picked(7)).outputs).toMatchObject({ approved: 'b', answer: { pick: 1 } })
  })

  test.each([
    ['approve', { approved: 'film' }],
    ['reject', { rejected: 'film' }],
  ] as const)('that does not come in time is “%s”', async (otherwise, way) => {
    const params = { otherwise, form: [{ key: 'title', default: 'Untitled' }] }
    const { outputs } = await steer(approve, {
      params,
      inputs: { in: 'film' },
      given: { answer: null },
      now: 9,
    })
    expect(outputs).toEqual({
      ...way,
      answer: { decision: otherwise, pick: null, comment: '', form: { title: 'Untitled' }, at: 9, by: null },
    })
  })

  test('that does not come in time is a failure when it is wanted so', async () => {
    const late = steer(approve, { params: { otherwise: 'fail' }, given: { answer: null } })
    await expect(late).rejects.toMatchObject({ failure: { code: 'approval.expired' } })
  })
})

describe('a form', () => {
  const fields = [
    { key: 'title', label: 'Title', type: 'text' as const, default: 'Untitled' },
    { key: 'fps', label: '', type: 'number' as const, default: 24 },
    { key: 'loop', label: '', type: 'boolean' as const, default: 'true' },
  ]

  test('is flat JSON Schema, and nothing without fields', () => {
    expect(formSchema([])).toBeNull()
    expect(formSchema(fields)).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string', title: 'Title', default: 'Untitled' },
        fps: { type: 'number', title: 'fps', default: 24 },
        loop: { type: 'boolean', title: 'loop', default: true },
      },
      additionalProperties: false,
    })
  })

  test.each([
    [
      { title: 'Film', fps: 25, loop: false },
      { title: 'Film', fps: 25, loop: false },
    ],
    [
      { title: 3, fps: '25', loop: 'no', more: 1 },
      { title: 'Untitled', fps: 24, loop: true },
    ],
    ['nothing', { title: 'Untitled', fps: 24, loop: true }],
  ])('%j holds every field once, of its kind', (filled, values) => {
    expect(formValues(fields, filled)).toEqual(values)
  })
})
