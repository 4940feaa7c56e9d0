import { expect, it } from 'vitest'
import { catalogue, typeNamed } from '../testing/fixtures.ts'
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
  expect(rank('', { looseEnd })).toEqual(['audio.analyze', 'live.readSet', 'flow.merge'])
  expect(rank('', { looseEnd: { side: 'input', type: 'channels' } })).toEqual([
    'audio.analyze',
    'channels.smooth',
    'flow.merge',
  ])
})

it('puts what the recipe uses already before what it does not', () => {
  expect(rank('', { used: new Set(['channels.smooth']) })[0]).toBe('channels.smooth')
})

it('asks for every word', () => {
  expect(rank('read set')).toEqual(['live.readSet'])
  expect(rank('read nothing')).toEqual([])
})

it('finds commands of applications, after what is made for the purpose', () => {
  const smooth = catalogue.get('channels.smooth')
  if (!smooth) throw new Error('the fixtures have lost a type')
  const tempo = { ...smooth, id: 'live.tempo.set', title: 'Set the tempo', app: 'live' as const }
  const single = { ...smooth, id: 'td.channels.smooth', app: 'td' as const }
  const types = [tempo, single, ...catalogue.values()]
  expect(rank('tempo', { types })[0]).toBe('live.tempo.set')
  expect(rank('smooth', { types }).slice(0, 2)).toEqual(['channels.smooth', 'td.channels.smooth'])
  expect(rank('', { types }).slice(-2).sort()).toEqual(['live.tempo.set', 'td.channels.smooth'])
})

it('puts single commands of an application behind nodes made by hand, and still finds them by their words', () => {
  const setTempo = {
    ...typeNamed('file.audio'),
    id: 'live.tempo.set',
    title: 'Set tempo',
    app: 'live' as const,
  }
  const types = [setTempo, ...catalogue.values()]
  expect(rank('', { types }).at(-1)).toBe('live.tempo.set')
  expect(rank('tempo', { types })).toEqual(['live.tempo.set'])
})
