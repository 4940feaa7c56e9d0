import { visibleText } from '@segue/protocol'
import type { Json } from '../types.ts'

/** How much of what came from outside a prompt may hold. */
export const dataLimits = { text: 160, items: 60, block: 8000 } as const

/** A text from outside as one that only stands there: nothing hidden, on one line, cut. */
export const plainText = (text: string, longest: number = dataLimits.text): string => {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

function plain(value: Json, depth = 0): Json {
  if (typeof value === 'string') return plainText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 5) return '…'
  if (Array.isArray(value)) return value.slice(0, dataLimits.items).map((one) => plain(one, depth + 1))
  const { secret, artifactId, name } = value
  if (typeof secret === 'string') return `cred:${plainText(secret, 40)}`
  if (typeof artifactId === 'string') return typeof name === 'string' ? `(file ${plainText(name)})` : '(file)'
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, dataLimits.items)
      .map(([key, one]) => [plainText(key, 60), plain(one, depth + 1)]),
  )
}

/** Text in which no mark of a block can stand. */
const fenced = (text: string): string => text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')

/**
 * What came from outside (names of files and tracks, messages, answers of tools) as a block that says what it is: JSON,
 * one thing a line, cut where it is long. No text in it can end the block.
 */
export function dataBlock(name: string, items: readonly Json[]): string {
  const lines: string[] = []
  let length = 0
  for (const item of items) {
    const line = fenced(JSON.stringify(plain(item)))
    if (length + line.length > dataLimits.block) {
      lines.push('"…"')
      break
    }
    length += line.length
    lines.push(line)
  }
  return `<data name="${name}">\n${lines.join('\n')}\n</data>`
}

/** A text of our own language that may hold names from outside, as a block. */
export function textBlock(name: string, text: string, longest: number = dataLimits.block): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}\n# …` : text
  return `<data name="${name}">\n${visibleText(cut).replaceAll(/<(?=\s*\/?\s*data\b)/gi, '\\u003c')}\n</data>`
}
