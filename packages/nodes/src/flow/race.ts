import { fail } from '@segue/protocol'
import { z } from 'zod'
import { defineControl } from '../defineControl.ts'
import { carriesParam, inputsParam } from './carries.ts'

/** The first of several results. */
export const race = defineControl({
  id: 'flow.race',
  version: 1,
  control: 'race',
  title: 'First one wins',
  summary: 'Goes on with the branch that is done first and stops the others.',
  keywords: ['race', 'first', 'fastest', 'any', 'timeout', 'fallback'],
  params: z.strictObject({ carries: carriesParam, inputs: inputsParam }),
  inline: ['carries', 'inputs'],

  compute({ inputs, ports, feeders, given, log }) {
    const names = Object.keys(ports.inputs)
    // Without a winner it goes on with what no branch feeds.
    const place = names.findIndex((port) => feeders[port] === given.winner && inputs[port] !== undefined)
    const port = names[place]
    const value = port === undefined ? undefined : inputs[port]
    if (port === undefined || value === undefined) {
      throw fail({
        code: 'race.no_winner',
        message: 'Nobody won the race.',
        hint: 'Look at the branches that lead here; at least one of them must end well.',
        kind: 'input',
      })
    }
    log(`Input ${ports.inputs[port]?.label ?? port} was first.`)
    return { outputs: { out: value, place: place + 1 } }
  },
})
