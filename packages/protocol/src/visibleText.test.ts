import { expect, test } from 'vitest'
import { visibleText } from './visibleText.ts'

test.each([
  ['if x:\n\treturn "Größe 🎛"', 'if x:\n\treturn "Größe 🎛"'],
  ['safe\u202e#evil', 'safe⟨U+202E⟩#evil'],
  ['\u001b[2Jgone', '⟨U+001B⟩[2Jgone'],
  ['a\rb', 'a⟨U+000D⟩b'],
  ['na\u200bme\u2028\ufeff', 'na⟨U+200B⟩me⟨U+2028⟩⟨U+FEFF⟩'],
  ['x\u3164= 1', 'x⟨U+3164⟩= 1'],
])('%j shows all of itself', (text, shown) => {
  expect(visibleText(text)).toBe(shown)
})
