import { expect, test } from 'vitest'
import { fitsPattern } from './pattern.ts'

test.each([
  ['/fader/1', '/fader/1'],
  ['/fader/?', '/fader/1'],
  ['/fader/*', '/fader/'],
  ['/fader/*', '/fader/left'],
  ['/*/1', '/fader/1'],
  ['/f*r/*', '/fader/1'],
  ['/fader/[0-9]', '/fader/7'],
  ['/fader/[!0-4]', '/fader/7'],
  ['/fader/[a-]', '/fader/-'],
  ['/{play,stop}', '/stop'],
  ['/{a,ab}c', '/abc'],
  ['//level', '/desk/1/level'],
  ['/desk//level', '/desk/level'],
  ['/a[', '/a['],
])('%s fits %s', (pattern, address) => {
  expect(fitsPattern(pattern, address)).toBe(true)
})

test.each([
  ['/fader/1', '/fader/10'],
  ['/fader/?', '/fader/'],
  ['/fader/?', '/fader//'],
  ['/fader/*', '/fader/1/level'],
  ['/*', '/fader/1'],
  ['/fader/[0-4]', '/fader/7'],
  ['/fader/[!0-9]', '/fader/7'],
  ['/fader/[!0-9]', '/fader/'],
  ['/{play,stop}', '/pause'],
  ['/a[', '/ab'],
])('%s does not fit %s', (pattern, address) => {
  expect(fitsPattern(pattern, address)).toBe(false)
})

test('a hostile pattern ends as well', () => {
  const address = `/${'a'.repeat(900)}`
  expect(fitsPattern(`/${'*a'.repeat(400)}b`, address)).toBe(false)
  expect(fitsPattern(`${'//'.repeat(400)}b`, `/${'a/'.repeat(400)}`)).toBe(false)
})
