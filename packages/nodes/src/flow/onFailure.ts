import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam } from './carries.ts'

/** What happens instead when something fails. */
export const onFailure = defineControl({
  id: 'flow.onFailure',
  version: 1,
  control: 'onFailure',
  title: 'If it fails',
  summary: 'Goes on with something else when what leads here fails; the run does not stop.',
  keywords: ['catch', 'error', 'failure', 'fallback', 'otherwise', 'try', 'rescue'],
  params: z.strictObject({ carries: carriesParam }),
  inline: ['carries'],

  compute({ inputs, given }) {
    const { failure } = given
    const out = failure === undefined ? inputs.in : inputs.otherwise
    return {
      outputs: {
        ...(out === undefined ? {} : { out }),
        ...(failure === undefined ? {} : { failure }),
      },
    }
  },
})
