import { type Fps, fail } from '@segue/protocol'
import { beatOfSec, secOfBeat } from './tempo.ts'
import { nearestBar, secOfBar, type Timeline } from './timeline.ts'

/** A moment as a person writes it, read but not yet placed on a clock. */
export type TimeInput =
  | { unit: 'bars' | 'beats' | 'frames' | 'seconds'; amount: number }
  | { unit: 'locator'; name: string }

/** Ways to write a moment, for a param's help. */
export const timeHelp = '8 bars · 16 beats · 1:20.5 · 12s · 480f · locator:Drop'

const units: Record<string, { unit: 'bars' | 'beats' | 'frames' | 'seconds'; factor: number }> = {
  bar: { unit: 'bars', factor: 1 },
  bars: { unit: 'bars', factor: 1 },
  beat: { unit: 'beats', factor: 1 },
  beats: { unit: 'beats', factor: 1 },
  f: { unit: 'frames', factor: 1 },
  frame: { unit: 'frames', factor: 1 },
  frames: { unit: 'frames', factor: 1 },
  '': { unit: 'seconds', factor: 1 },
  s: { unit: 'seconds', factor: 1 },
  sec: { unit: 'seconds', factor: 1 },
  seconds: { unit: 'seconds', factor: 1 },
  ms: { unit: 'seconds', factor: 0.001 },
  min: { unit: 'seconds', factor: 60 },
}

/** Reads `8 bars`, `16 beats`, `1:20.5`, `1:02:03`, `480f`, `12s`, `12`, `locator:Drop`. Fails with `time.unreadable`. */
export function parseTime(text: string): TimeInput {
  const written = text.trim()
  const locator = /^locator:\s*(.+)$/i.exec(written)?.[1]
  if (locator !== undefined) return { unit: 'locator', name: locator }
  const clock = /^(?:(\d+):)?(\d+):([0-5]?\d(?:[.,]\d+)?)$/.exec(written)
  if (clock !== null) {
    const [hours = 0, minutes = 0, seconds = 0] = clock
      .slice(1)
      .map((part) => Number((part ?? '0').replace(',', '.')))
    return { unit: 'seconds', amount: hours * 3600 + minutes * 60 + seconds }
  }
  const [, digits, word = ''] = /^(\d+(?:[.,]\d+)?|[.,]\d+)\s*([a-z]*)$/i.exec(written) ?? []
  const known = units[word.toLowerCase()]
  if (digits === undefined || known === undefined) {
    throw fail({
      code: 'time.unreadable',
      message: `“${text}” is not a time.`,
      hint: `Write it like one of these: ${timeHelp}`,
      kind: 'input',
    })
  }
  return { unit: known.unit, amount: Number(digits.replace(',', '.')) * known.factor }
}

/** What a moment is measured against. */
export interface Clock {
  timeline: Timeline | null
  fps?: Fps
}

function needsTempo(): never {
  throw fail({
    code: 'time.no_tempo',
    message: 'Bars and beats need a tempo, and none is known here.',
    hint: 'Give seconds, or connect a Live Set so that its tempo is known.',
    kind: 'input',
  })
}

/**
 * Seconds from the start of the media. Bars and beats count from the bar line nearest to that start; a locator
 * stands where the set has it. Fails with `time.no_tempo`, `time.no_rate` or `locator.unknown`.
 */
export function resolveTime(input: TimeInput, { timeline, fps }: Clock): number {
  if (input.unit === 'seconds') return input.amount
  if (input.unit === 'frames') {
    if (fps !== undefined) return (input.amount * fps.den) / fps.num
    throw fail({
      code: 'time.no_rate',
      message: 'A time in frames needs a frame rate, and none is known here.',
      hint: 'Give seconds or bars instead.',
      kind: 'input',
    })
  }
  if (input.unit === 'locator') {
    const names = timeline?.locators.map(({ name }) => name) ?? []
    const wanted = input.name.toLowerCase()
    const found = timeline?.locators.find(({ name }) => name.toLowerCase() === wanted)
    if (found !== undefined) return found.sec
    throw fail({
      code: 'locator.unknown',
      message: `There is no locator “${input.name}”.`,
      hint:
        names.length > 0
          ? `The set has: ${names.slice(0, 20).join(', ')}.`
          : 'Connect a Live Set that has locators.',
      kind: 'input',
    })
  }
  if (timeline === null) return needsTempo()
  if (input.unit === 'bars') return Math.max(0, secOfBar(timeline, nearestBar(timeline, 0) + input.amount))
  const first = beatOfSec(timeline.tempo, 0)
  return secOfBeat(timeline.tempo, first + input.amount)
}
