import type { Json } from '../types.ts'

/** Reads one statement from left to right. */
export interface Reader {
  /** Whether nothing but blanks and a comment is left. */
  readonly done: boolean
  /** Takes what a sticky pattern matches, blanks before it skipped; null when it does not match. */
  take(pattern: RegExp): string | null
  /** Takes one JSON value; undefined when there is none here. */
  json(): Json | undefined
  /** What is left, for a message. */
  rest(): string
}

/** The end of the JSON value that starts at a place; -1 when it has none. */
function endOfJson(text: string, start: number): number {
  const first = text[start] ?? ''
  if (first === '"') return endOfText(text, start)
  if (first !== '[' && first !== '{') {
    const scalar = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.-])/y
    scalar.lastIndex = start
    return scalar.test(text) ? scalar.lastIndex : -1
  }
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') {
      at = endOfText(text, at) - 1
      if (at < start) return -1
    } else if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return -1
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return -1
}

/** Opens a reader at the beginning of a statement. */
export function readerOf(text: string): Reader {
  let at = 0
  const skip = () => {
    const blanks = /(?:\s|#.*$)*/my
    blanks.lastIndex = at
    blanks.test(text)
    at = Math.max(at, blanks.lastIndex)
  }
  return {
    get done() {
      skip()
      return at >= text.length
    },
    take(pattern) {
      skip()
      const sticky = new RegExp(pattern.source, 'y')
      sticky.lastIndex = at
      const [found] = sticky.exec(text) ?? []
      if (found === undefined) return null
      at = sticky.lastIndex
      return found
    },
    json() {
      skip()
      const end = endOfJson(text, at)
      if (end < 0) return undefined
      try {
        const value: Json = JSON.parse(text.slice(at, end))
        at = end
        return value
      } catch {
        return undefined
      }
    },
    rest: () => text.slice(at).trim(),
  }
}
