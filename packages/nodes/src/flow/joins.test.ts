import { portsOf } from '@segue/protocol'
import { expect, test } from 'vitest'
import { collect } from './collect.ts'
import { merge } from './merge.ts'
import { onFailure } from './onFailure.ts'
import { race } from './race.ts'
import { ended, steer } from './testControl.ts'

/** The names of the input ports of three branches that come together. */
const [one = '', two = '', three = ''] = Object.keys(portsOf(merge, { params: { inputs: 3 } }).inputs)
const params = { inputs: 3 }

test('a merge goes on with the first input that carries something', async () => {
  const merged = (inputs: Record<string, string>) => steer(merge, { params, inputs })
  expect((await merged({ [two]: 'b', [three]: 'c' })).outputs).toEqual({ out: 'b' })
  expect((await merged({ [three]: 'c', [one]: 'a' })).outputs).toEqual({ out: 'a' })
  await expect(merged({})).rejects.toMatchObject({ failure: { code: 'merge.nothing' } })
})

test('a list holds what arrived, in the order of the inputs', async () => {
  const { outputs } = await steer(collect, { params, inputs: { [three]: 'c', [one]: null } })
  expect(outputs).toEqual({ list: [null, 'c'] })
  expect((await steer(collect, { params })).outputs).toEqual({ list: [] })
})

test('a race goes on with its winner and says its place', async () => {
  const feeders = { [one]: 'slow', [two]: 'quick:out' }
  const inputs = { [one]: 'a', [two]: 'b' }
  const won = await steer(race, { params, inputs, feeders, given: { winner: 'quick:out' } })
  expect(won.outputs).toEqual({ out: 'b', place: 2 })
})

test('a race without a branch goes on with what no branch feeds, and fails without anything', async () => {
  const unfed = await steer(race, { params, inputs: { [three]: 'c' }, feeders: { [one]: 'slow' } })
  expect(unfed.outputs).toEqual({ out: 'c', place: 3 })
  const lost = steer(race, { params, inputs: {}, feeders: { [one]: 'slow' }, given: { winner: 'slow' } })
  await expect(lost).rejects.toMatchObject({ failure: { code: 'race.no_winner' } })
})

test('if it fails, the other way and the failure go on; else what arrived', async () => {
  const { failure } = ended('x', {}, 'failed')
  const told = JSON.parse(JSON.stringify(failure))
  const inputs = { in: 'film', otherwise: 'black' }
  expect((await steer(onFailure, { inputs })).outputs).toEqual({ out: 'film' })
  expect((await steer(onFailure, { inputs, given: { failure: told } })).outputs).toEqual({
    out: 'black',
    failure: told,
  })
  expect((await steer(onFailure, { inputs: {}, given: { failure: told } })).outputs).toEqual({
    failure: told,
  })
})
