import { fail, PortKey, portValue } from '@segue/protocol'
import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam } from './carries.ts'
import { passes, tests } from './test.ts'

const Case = z.strictObject({
  key: PortKey.meta({ title: 'Branch', description: 'The name of the output.' }),
  test: z.enum(tests).default('is').meta({ title: 'Test' }),
  value: z
    .union([z.string().max(1000), z.number(), z.boolean()])
    .default('')
    .meta({ title: 'Than or to', description: 'Text, a number or yes / no.' }),
})

/** One way or another, by a value. */
export const branch = defineControl({
  id: 'flow.branch',
  version: 1,
  control: 'branch',
  title: 'Branch',
  summary: 'Goes one way or another, by a value. The ways not taken are skipped.',
  keywords: ['if', 'else', 'switch', 'case', 'condition', 'choose', 'route', 'compare'],
  params: z.strictObject({
    carries: carriesParam,
    cases: z.array(Case).max(32).default([]).meta({
      title: 'Branches',
      description: 'The first one that fits wins; when none does, it goes on at “else”.',
      widget: 'cases',
    }),
  }),
  inline: ['cases'],

  compute({ params, inputs, log }) {
    const { value = null, data } = inputs
    const chosen = params.cases.find((one) => passes(one, value))?.key ?? 'else'
    log(`Goes on at “${chosen}”.`)
    if (data !== undefined) return { outputs: { [chosen]: data } }
    const fits = portValue(params.carries).safeParse(value)
    if (fits.success) return { outputs: { [chosen]: value } }
    throw fail({
      code: 'branch.no_data',
      message: 'There is nothing to pass on: the value that is tested is of another kind.',
      hint: 'Connect “Passed on”, or set “Carries” to the kind of the value.',
      kind: 'input',
      port: 'data',
    })
  },
})
