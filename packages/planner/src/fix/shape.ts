const shapes: readonly (readonly [words: RegExp, shape: string])[] = [
  [/\b(?:9[:x×]16|vertical|portrait|tall|upright|tiktok|reels?|shorts|stor(?:y|ies)|phone)\b/i, '9:16'],
  [/\b(?:1[:x×]1|square|quadratic)\b/i, '1:1'],
  [/\b(?:16[:x×]9|horizontal|landscape|wide(?:screen)?|youtube)\b/i, '16:9'],
]

/** The shape of a picture that a text names, as the formats of films are written; null when it names none. */
export const shapeOf = (text: string): string | null =>
  shapes.find(([words]) => words.test(text))?.[1] ?? null
