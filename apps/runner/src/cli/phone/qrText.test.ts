import { expect, test } from 'vitest'
import { qrText } from './qrText.ts'

test('two rows of modules are one line, and what is light is drawn', () => {
  expect(qrText(['0011', '0101', '1110'], false)).toBe('█▀▄ \n   ▀')
})

test('a terminal gets light on dark whatever its own colours are', () => {
  expect(qrText(['1'], true)).toBe('\u001b[97;40m \u001b[0m')
})
