import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam, inputsParam } from './carries.ts'
import { inputsInOrder } from './inputsInOrder.ts'

/** Branches come together again. */
export const merge = defineControl({
  id: 'flow.merge',
  version: 1,
  control: 'merge',
  title: 'Merge branches',
  summary: 'Brings branches together again: goes on with the first input that carries something.',
  keywords: ['join', 'branch', 'else', 'together', 'either', 'coalesce'],
  params: z.strictObject({ carries: carriesParam, inputs: inputsParam }),
  inline: ['carries'],

  compute({ inputs, ports }) {
    const [first] = inputsInOrder(inputs, ports.inputs)
    if (first) return { outputs: { out: first.value } }
    throw fail({
      code: 'merge.nothing',
      message: 'Nothing arrived here: the inputs of the run that lead here are empty.',
      hint: 'Fill in one of them, or give it a default.',
      kind: 'input',
    })
  },
})
