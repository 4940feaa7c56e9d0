/** Everything that is not seen, or changes how the rest is seen: controls, marks of direction, blanks without width. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0]/gu

/**
 * A text as it really is: characters that a screen hides, turns round or obeys stand there as `⟨U+202E⟩`. Line breaks
 * and tabs stay.
 */
export const visibleText = (text: string): string =>
  text.replace(unseen, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
