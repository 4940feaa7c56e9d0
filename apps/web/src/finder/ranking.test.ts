import { expect, it } from 'vitest'
import { catalogue } from '../testing/fixtures.ts'
import { rankTypes } from './ranking.ts'

const rank = (query: string, options: Partial<Parameters<typeof rankTypes>[0]> = {}) =>
  rankTypes({ types: catalogue.values(), query, looseEnd: null, used: new Set(), ...options }).map(
    ({ id }) => id,
  )

it('finds by title, by keyword and by part of the id', () => {
  expect(rank('smooth')[0]).toBe('channels.smooth')
  expect(rank('fft')[0]).toBe('audio.analyze')
  expect(rank('blender')).toEqual(['blender.animate'])
})

it('lists only what takes the wire, the very same type first', () => {
  const looseEnd = { side: 'output', type: 'audio' } as const
  expect(rank('', { looseEnd })).toEqual(['audio.analyze', 'live.readSet'])
  expect(rank('', { looseEnd: { side: 'input', type: 'channels' } })).toEqual([
    'audio.analyze',
    'channels.smooth',
  ])
})

it('puts what the recipe uses already before what it does not', () => {
  expect(rank('', { used: new Set(['channels.smooth']) })[0]).toBe('channels.smooth')
})

it('asks for every word', () => {
  expect(rank('read set')).toEqual(['live.readSet'])
  expect(rank('read nothing')).toEqual([])
})
