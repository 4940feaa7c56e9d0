import { paramSchema } from '@segue/engine'
import { type EditOp, editOp } from '../edit/editOp.ts'
import { optionsOf, schemaOf } from '../fix/coerce.ts'
import { stem, wordsOf } from '../retrieve/words.ts'
import type { Json, PlannerType } from '../types.ts'
import { wishedFor } from './fillInputs.ts'
import type { Wishes } from './wishes.ts'

/** Words by which people name params that are called otherwise. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  bpm: ['tempo', 'bpm'],
  colour: ['colour', 'color'],
  color: ['colour', 'color'],
  on: ['on'],
  to: ['to', 'beat'],
  attack: ['attack', 'rise'],
  release: ['release', 'fall'],
  amount: ['by', 'amount'],
}

const kindsOf = (type: PlannerType, param: string): string[] => {
  const schema = paramSchema(type, param)
  if (!schema) return []
  const read = schemaOf(schema)
  return [read.type, ...(read.anyOf ?? []).map((one) => (typeof one === 'object' ? one.type : undefined))]
    .flat()
    .filter((kind): kind is NonNullable<typeof kind> => kind !== undefined)
    .map(String)
}

const isRequired = (type: PlannerType, param: string): boolean =>
  paramSchema(type, param)?.safeParse(undefined).success === false

function numberFor(rest: string, param: string): number | null {
  const names = alsoCalled[param] ?? [param]
  for (const name of names) {
    const near = new RegExp(
      `\\b${name}\\w*\\s*(?:to|of|is|=|:|at)?\\s*(-?\\d+(?:\\.\\d+)?)|(-?\\d+(?:\\.\\d+)?)\\s*${name}`,
      'i',
    ).exec(rest)
    if (near) return Number(near[1] ?? near[2])
  }
  return null
}

/** “the Drums track”, “track Drums”, “called Drums”: a name that stands beside what it names. */
function nameFor(text: string, param: string): string | null {
  const noun = alsoCalled[param]?.[0] ?? param
  const called = /\b(?:called|named)\s+([\p{L}\p{N}][\p{L}\p{N} _-]{0,60})/iu.exec(text)?.[1]
  if (param === 'name' && called !== undefined) return called.trim()
  const before = new RegExp(`\\bthe\\s+([\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,40}?)\\s+${noun}\\b`, 'iu').exec(
    text,
  )?.[1]
  const after = new RegExp(
    `\\b${noun}\\s+([\\p{Lu}\\p{N}][\\p{L}\\p{N}_-]*(?:\\s+\\p{Lu}[\\p{L}\\p{N}_-]*)*)`,
    'u',
  ).exec(text)?.[1]
  return (before ?? after)?.trim() ?? null
}

function flagFor(rest: string, param: string): boolean | null {
  const name = alsoCalled[param]?.[0] ?? stem(param.toLowerCase())
  if (
    new RegExp(
      `\\bun${name}|\\b(?:no|without|stop|disable|switch off|turn off)\\b[^.]*\\b${name}|\\b${name}\\w*\\b[^.]*\\boff\\b`,
      'i',
    ).test(rest)
  )
    return false
  if (param === 'on') return /\boff\b/i.test(rest) ? false : /\bon\b/i.test(rest) ? true : null
  return new RegExp(`\\b${name}`, 'i').test(rest) ? true : null
}

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([found]) => Number(found))

/** The params of a node type that a sentence gives a value, as edits of the node that is called `node`. */
export function fillParams(type: PlannerType, node: string, wishes: Wishes): EditOp[] {
  const { rest, bpm, quoted } = wishes
  const wished = wishedFor(wishes)
  const params = Object.keys(type.params.shape)
  const hinted = (before: string) => (['named', 'called'].includes(before) ? 'name' : before)
  const quotedFor = (param: string) => quoted.find(({ before }) => hinted(before) === param)?.text
  const names = quoted.filter(({ before }) => !params.includes(hinted(before))).map(({ text }) => text)
  const given = new Map<string, Json>()
  const said = new Set(wordsOf(rest))
  for (const param of params) {
    const schema = paramSchema(type, param)
    if (!schema) continue
    const take = (value: Json | null | undefined) => {
      if (value === null || value === undefined || given.has(param) || !schema.safeParse(value).success)
        return
      given.set(param, value)
    }
    take(quotedFor(param))
    if (param === 'bpm') take(bpm)
    if (param !== 'title' && param !== 'artist') take(wished.get(param))
    const kinds = kindsOf(type, param)
    const options = optionsOf(schema)
    take(
      options.find((option) => wordsOf(option).length > 0 && wordsOf(option).every((word) => said.has(word))),
    )
    if (kinds.includes('number') || kinds.includes('integer')) take(numberFor(rest, param))
    if (kinds.includes('boolean')) take(flagFor(rest, param))
    if (
      options.length === 0 &&
      kinds.includes('string') &&
      (isRequired(type, param) || ['name', 'title', 'text', 'template'].includes(param))
    )
      take(names.shift() ?? nameFor(rest, param))
  }
  // A number that nothing claims belongs to the only number that is asked for.
  const open = Object.keys(type.params.shape).filter(
    (param) =>
      !given.has(param) &&
      isRequired(type, param) &&
      kindsOf(type, param).some((kind) => kind === 'number' || kind === 'integer'),
  )
  const [number] = numbersIn(rest)
  const [only] = open
  if (only !== undefined && open.length === 1 && number !== undefined) given.set(only, number)
  return [...given].map(([param, value]) => editOp('set', { node, param, value: JSON.stringify(value) }))
}
