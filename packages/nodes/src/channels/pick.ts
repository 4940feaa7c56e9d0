import { fail } from '@segue/protocol'

/** One thing to take: a curve, or all of them (`*`), under its own name or another. */
interface Pick {
  from: string
  /** Holds one `*` when `from` is `*`. */
  to: string
}

const unreadable = (text: string) =>
  fail({
    code: 'channels.pick',
    message: `“${text}” does not say which curve to take.`,
    hint: 'Write low, kick = low, or drums.* = * for all of them under another name.',
    kind: 'input',
  })

function parse(text: string): Pick[] {
  const written = text.split(',').flatMap((part) => part.trim() || [])
  if (written.length === 0) return [{ from: '*', to: '*' }]
  return written.map((part) => {
    const [to = '', from = to, ...more] = part.split('=').map((side) => side.trim())
    const stars = to.split('*').length - 1
    if (to === '' || from === '' || more.length > 0 || stars !== (from === '*' ? 1 : 0))
      throw unreadable(part)
    return { from, to }
  })
}

/**
 * Names of curves by the names they get: `low`, `kick = low`, `drums.* = *`, with commas; empty takes all. With `*`,
 * names that are taken already are left out. Fails with `channels.pick`, `channels.unknown` or `channels.twice`.
 */
export function picked(
  text: string,
  names: readonly string[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const picks = new Map<string, string>()
  const isTaken = (name: string) => taken.has(name) || picks.has(name)
  for (const { from, to } of parse(text)) {
    if (from === '*') {
      for (const name of names) {
        const called = to.replace('*', () => name)
        if (!isTaken(called)) picks.set(called, name)
      }
      continue
    }
    if (!names.includes(from))
      throw fail({
        code: 'channels.unknown',
        message: `There is no curve “${from}”.`,
        hint: `The curves are: ${names.slice(0, 40).join(', ')}.`,
        kind: 'input',
      })
    if (isTaken(to))
      throw fail({
        code: 'channels.twice',
        message: `Two curves would be called “${to}”.`,
        hint: `Give one of them another name, such as other = ${from}.`,
        kind: 'input',
      })
    picks.set(to, from)
  }
  return picks
}
