import { expect, it } from 'vitest'
import { matches, type Press } from './keys.ts'

const press = (key: string, code: string, held: Partial<Press> = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

it('takes Ctrl and Cmd for Mod', () => {
  expect(matches('Mod+Z', press('z', 'KeyZ', { ctrlKey: true }))).toBe(true)
  expect(matches('Mod+Z', press('z', 'KeyZ', { metaKey: true }))).toBe(true)
  expect(matches('Mod+Z', press('z', 'KeyZ'))).toBe(false)
})

it('tells a shortcut with Shift from one without', () => {
  expect(matches('Mod+Z', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toBe(false)
  expect(matches('Mod+Shift+Z', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toBe(true)
})

it('finds digits by their key, since Shift writes a sign', () => {
  expect(matches('Shift+1', press('!', 'Digit1', { shiftKey: true }))).toBe(true)
})

it('lets Shift be held for signs that need it', () => {
  expect(matches('?', press('?', 'Slash', { shiftKey: true }))).toBe(true)
  expect(matches('+', press('+', 'Equal', { shiftKey: true }))).toBe(true)
  expect(matches('/', press('/', 'Slash'))).toBe(true)
})

it('leaves presses with other modifiers alone', () => {
  expect(matches('B', press('b', 'KeyB', { ctrlKey: true }))).toBe(false)
  expect(matches('B', press('b', 'KeyB', { altKey: true }))).toBe(false)
})
