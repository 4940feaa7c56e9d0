import { fail } from '@segue/protocol'

/** A file pattern that was read. Upper and lower case are the same, and so are the ways to write an accent. */
export interface FilePattern {
  fits(name: string): boolean
  /** What stands for the first `*`, or null when the name does not fit. */
  star(name: string): string | null
}

const mostChoices = 256
const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/**
 * Reads `*`, `?` and `{a,b}`; everything else stands for itself. Fails with `files.pattern`. Takes time in proportion to
 * pattern × name, whatever they are.
 */
export function readPattern(text: string): FilePattern {
  const choices = choicesOf(text)
  if (choices.length > mostChoices)
    throw fail({
      code: 'files.pattern',
      message: `The pattern ${text} stands for more than ${mostChoices} others.`,
      hint: 'Use fewer { } in it.',
      kind: 'input',
    })
  const folded = choices.map(fold)
  return {
    fits: (name) => folded.some((one) => fits(one, fold(name))),
    star(name) {
      const normal = name.normalize('NFC')
      for (const one of folded) {
        if (!fits(one, normal.toLowerCase())) continue
        const [before = '', after = ''] = one.split('*', 2)
        return normal.slice(before.length, normal.length - after.length)
      }
      return null
    },
  }
}

/** Every text that the braces of a pattern allow. A brace that is never closed stands for itself. */
function choicesOf(text: string): string[] {
  const open = text.indexOf('{')
  const close = text.indexOf('}', open)
  if (open < 0 || close < 0) return [text]
  const rest = choicesOf(text.slice(close + 1))
  const inner = text.slice(open + 1, close).split(',')
  if (inner.length * rest.length > mostChoices) return Array(mostChoices + 1).fill(text)
  return inner.flatMap((one) => rest.map((end) => text.slice(0, open) + one + end))
}

function fits(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0]
  while (at < name.length) {
    const sign = pattern[from]
    if (sign === '*') {
      star = from++
      mark = at
    } else if (sign === '?' || (sign !== undefined && sign === name[at])) {
      from++
      at++
    } else if (star >= 0) {
      from = star + 1
      at = ++mark
    } else return false
  }
  while (pattern[from] === '*') from++
  return from === pattern.length
}
