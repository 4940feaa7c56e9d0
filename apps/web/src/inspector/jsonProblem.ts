const problemOf = (text: string): string => {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : 'broken'
  }
}

/**
 * Where a text stops reading as JSON, counted from 0; its length when it only ends too early. Engines name the place
 * in long texts; in short ones it is where a sign first makes a start of JSON into something else.
 */
function stopsAt(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Math.min(Number(position), text.length)
  if (/end|unterminated/i.test(message) && !message.includes('token')) return text.length
  const token = /token '?(.)/su.exec(message)?.[1] ?? ''
  const starts = Array.from(text.matchAll(/./gsu), ({ 0: sign, index }) => ({ sign, index }))
  const wrong = starts.find(
    ({ sign, index }) =>
      (token === '' || sign === token) && problemOf(text.slice(0, index + sign.length)).includes('token'),
  )
  return wrong?.index ?? text.length
}

const advice: Readonly<Record<string, string>> = {
  "'": 'Texts stand in double quotes.',
  '}': 'There is a comma too many before it, or a value is missing.',
  ']': 'There is a comma too many before it, or a value is missing.',
}

/** Why a text does not read as JSON, and where; empty when it does. */
export function jsonProblem(text: string): string {
  if (text.trim() === '') return 'Write a value, such as "text", 1, [1, 2] or {"name": 1}.'
  const message = problemOf(text)
  if (message === '') return ''
  const at = stopsAt(message, text)
  const found = text.charAt(at)
  if (found === '') return 'It ends too early: a bracket or a quote is still open.'
  const before = text.slice(0, at).split('\n')
  const place = `Line ${before.length}, sign ${(before.at(-1)?.length ?? 0) + 1}`
  return `${place}: “${found}” does not belong here. ${advice[found] ?? 'A comma, a quote or a bracket may be missing before it.'}`
}
