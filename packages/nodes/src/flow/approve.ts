import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import type { ControlResult, PureControlArgs } from '../defineNode.ts'
import { carriesParam, deadlineParam } from './carries.ts'
import { FormField, formSchema, formValues } from './form.ts'

const params = z.strictObject({
  carries: carriesParam,
  mode: z
    .enum(['approve', 'pick'])
    .default('approve')
    .meta({ title: 'Ask for', description: 'Yes or no, or one out of a list.' }),
  question: z
    .string()
    .max(600)
    .default('')
    .meta({ title: 'Question', description: 'What the person is asked.', widget: 'textarea' }),
  deadlineSec: deadlineParam('How long to wait for an answer. 0 waits for ever.'),
  otherwise: z
    .enum(['approve', 'reject', 'fail'])
    .default('reject')
    .meta({ title: 'Without an answer', description: 'What happens at the deadline.' }),
  form: z
    .array(FormField)
    .max(32)
    .default([])
    .meta({ title: 'Form', description: 'What else to fill in.', widget: 'form' }),
})
type Params = z.output<typeof params>

/** What a person said. Null = nobody did in time. */
const Answer = z.object({
  decision: z.enum(['approve', 'reject']),
  pick: z.number().int().nonnegative().nullable().catch(null),
  comment: z.string().catch(''),
  form: z.record(z.string(), z.json()).catch({}),
  at: z.number().optional(),
  by: z.string().nullable().catch(null),
})

function ask({ params, inputs, now }: PureControlArgs<Params>): ControlResult {
  const { mode, question, deadlineSec, otherwise, form } = params
  const { in: shown = null } = inputs
  const choices = mode === 'pick' && Array.isArray(shown) ? shown.length : 0
  if (mode === 'pick' && choices === 0) {
    throw fail({
      code: 'approval.no_choices',
      message: 'There is nothing to pick from: the list is empty.',
      hint: 'Look at the step that makes the list.',
      kind: 'input',
      port: 'in',
    })
  }
  const asked = question.trim() || (mode === 'pick' ? 'Which one?' : 'Is this good?')
  const deadline = deadlineSec > 0 ? now + Math.round(deadlineSec * 1000) : null
  return {
    outputs: { in: shown },
    asks: { for: 'answer', mode, question: asked, choices, form: formSchema(form), deadline, otherwise },
  }
}

function settle({ params, inputs, given, now }: PureControlArgs<Params>): ControlResult {
  const read = Answer.safeParse(given.answer)
  if (!read.success && params.otherwise === 'fail') {
    throw fail({
      code: 'approval.expired',
      message: 'Nobody answered in time.',
      hint: 'Run the step again and answer, or choose what happens without an answer.',
      kind: 'input',
    })
  }
  const said = read.data ?? { decision: params.otherwise === 'approve' ? 'approve' : 'reject' }
  const {
    decision,
    pick = null,
    comment = '',
    form = {},
    at = now,
    by = null,
  } = said as z.output<typeof Answer> // without an answer every field has its default
  const list = Array.isArray(inputs.in) ? inputs.in : []
  const picked = params.mode === 'pick' ? Math.min(pick ?? 0, Math.max(0, list.length - 1)) : null
  const { in: shown = null } = inputs
  const passed = picked === null ? shown : (list[picked] ?? null)
  return {
    outputs: {
      [decision === 'approve' ? 'approved' : 'rejected']: decision === 'approve' ? passed : shown,
      answer: { decision, pick: picked, comment, form: formValues(params.form, form), at, by },
    },
  }
}

/** A person looks at it and says yes, no, or which. */
export const approve = defineControl({
  id: 'flow.approve',
  version: 1,
  control: 'approve',
  title: 'Ask a person',
  summary: 'Shows a result to a person, who approves it, rejects it or picks one of several.',
  keywords: ['approve', 'review', 'human', 'confirm', 'choose', 'pick', 'form', 'sign off', 'check'],
  params,
  passThrough: { approved: 'in' },
  size: 'wide',
  inline: ['question', 'deadlineSec', 'otherwise'],

  compute(args) {
    return 'answer' in args.given ? settle(args) : ask(args)
  },
})
