/** A statement of a text: one line, or several when a bracket stays open. */
export interface Statement {
  /** Its first line, from 1. */
  line: number
  text: string
}

/** Takes a text piece by piece and gives its statements as they become whole. */
export interface Statements {
  push(piece: string): Statement[]
  /** What was left open. */
  end(): Statement[]
}

const longestStatement = 20_000

/** How many brackets a line opens more than it closes; text in quotes does not count. */
function openedBy(line: string): number {
  let depth = 0
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]
    if (quoted) {
      if (sign === '\\') at++
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '#') break
    else if (sign === '(' || sign === '[') depth++
    else if (sign === ')' || sign === ']') depth--
  }
  return depth
}

/** Splits a text into statements while it arrives; a piece may end anywhere. */
export function createStatements(): Statements {
  let tail = ''
  let line = 0
  let open: Statement | null = null
  let depth = 0
  const takeLine = (text: string): Statement[] => {
    line++
    const told = open ? /^(?!)/ : /^\s*(?:```|$|#)/
    if (told.test(text)) return []
    const words = /^\s*(?:note|ask)\s+[^=]/.test(text) && !open
    depth += words ? 0 : openedBy(text)
    open = open ? { ...open, text: `${open.text}\n${text}` } : { line, text }
    if (depth > 0 && open.text.length < longestStatement) return []
    const whole = open
    open = null
    depth = 0
    return [whole]
  }
  return {
    push(piece) {
      const lines = `${tail}${piece}`.split('\n')
      tail = lines.pop() ?? ''
      if (tail.length > longestStatement) {
        lines.push(tail)
        tail = ''
      }
      return lines.flatMap(takeLine)
    },
    end() {
      const last = tail === '' ? [] : takeLine(tail)
      tail = ''
      const left: Statement[] = open ? [open] : []
      open = null
      depth = 0
      return [...last, ...left]
    },
  }
}
