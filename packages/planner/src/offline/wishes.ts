import { shapeOf } from '../fix/shape.ts'

/** What a sentence says in numbers and names, whatever it is about. */
export interface Wishes {
  shape: string | null
  seconds: number | null
  fps: number | null
  quality: 'draft' | 'final' | null
  /** Lines of the picture: 1080 of “1080p”. */
  height: number | null
  /** Texts in quotes, in order, each with the word that stands before it. */
  quoted: { text: string; before: string }[]
  artist: string | null
  bpm: number | null
  /** The sentence without all of these. */
  rest: string
}

const units: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  secs: 1,
  min: 60,
  minute: 60,
  minutes: 60,
  mins: 60,
}
const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
}

/** A text in quotes, and the word before it. */
const quotes = /(\p{L}*)[\s:]*["“”«]([^"“”»]{1,200})["”“»]/u

/** Reads what a sentence wishes. */
export function wishesIn(text: string): Wishes {
  let rest = text
  const cut = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest)
    if (found) rest = rest.replace(found[0], pattern === quotes ? ` ${found[1] ?? ''} ` : ' ')
    return found
  }
  const quoted: Wishes['quoted'] = []
  for (let found = cut(quotes); found; found = cut(quotes))
    quoted.push({ text: (found[2] ?? '').trim(), before: (found[1] ?? '').toLowerCase() })
  const fps = cut(/\b(\d+(?:\.\d+)?)\s*(?:fps|frames (?:per|a) second)\b/i)
  const bpm = cut(/\b(\d+(?:\.\d+)?)\s*bpm\b/i)
  const height = cut(/\b(\d{3,4})p\b/i) ?? cut(/\b(4k)\b/i)
  const word = Object.keys(numbers).join('|')
  const length = cut(
    new RegExp(`\\b(\\d+(?:\\.\\d+)?|${word})[\\s-]*(s|secs?|seconds?|mins?|minutes?)\\b(?:\\s+long)?`, 'i'),
  )
  const shape = shapeOf(rest)
  if (shape !== null)
    rest = rest.replaceAll(
      /\b(?:vertical(?:ly)?|portrait|tall|square|landscape|horizontal|widescreen|wide|9[:x×]16|16[:x×]9|1[:x×]1)\b/gi,
      ' ',
    )
  const quality = cut(/\b(?:final|best|full|high(?:est)?)[\s-]+(?:quality|resolution)\b|\bfor posting\b/i)
    ? 'final'
    : cut(/\b(?:draft|quick(?:ly)?|preview|rough)\b/i)
      ? 'draft'
      : null
  const artist = cut(/\bby (?:the artist )?([A-Z][\p{L}\p{N}]*(?: [A-Z][\p{L}\p{N}]*)*)/u)
  const seconds = length
    ? (numbers[(length[1] ?? '').toLowerCase()] ?? Number(length[1])) *
      (units[(length[2] ?? '').toLowerCase()] ?? 1)
    : null
  return {
    shape,
    seconds,
    fps: fps ? Number(fps[1]) : null,
    bpm: bpm ? Number(bpm[1]) : null,
    height: height ? (height[1]?.toLowerCase() === '4k' ? 2160 : Number(height[1])) : null,
    quality,
    quoted,
    artist: artist?.[1] ?? null,
    rest: rest.replaceAll(/\s+/g, ' ').trim(),
  }
}
