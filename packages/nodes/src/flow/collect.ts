import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam, inputsParam } from './carries.ts'
import { inputsInOrder } from './inputsInOrder.ts'

/** Several results in one list. */
export const collect = defineControl({
  id: 'flow.collect',
  version: 1,
  control: 'collect',
  title: 'Collect',
  summary: 'Puts the results of several branches into one list. Skipped branches are left out.',
  keywords: ['list', 'gather', 'array', 'join', 'all', 'combine'],
  params: z.strictObject({ carries: carriesParam, inputs: inputsParam }),
  inline: ['carries', 'inputs'],

  compute({ inputs, ports }) {
    return { outputs: { list: inputsInOrder(inputs, ports.inputs).map(({ value }) => value) } }
  },
})
