import { type ArtifactRef, fail } from '@segue/protocol'

type Json = import('zod').core.util.JSONType
type Item = { name: string; inputs: Record<string, Json> }

const isNamed = (value: Json): value is Json & Pick<ArtifactRef, 'name'> =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'

/** What a person calls an item: a file's name, the text or number itself, or its place. */
function nameOf(value: Json, index: number): string {
  if (isNamed(value) && value.name.trim() !== '') return value.name.slice(0, 120)
  const text = typeof value === 'string' ? value.trim() : typeof value === 'object' ? '' : String(value)
  return text === '' ? `${index + 1}` : text.slice(0, 80)
}

/** One item per element: the element under `each`, its place and how many there are; the rest is the same for all. */
export function listItems(each: string, inputs: Record<string, Json | undefined>): Item[] {
  const { [each]: list, ...others } = inputs
  if (!Array.isArray(list)) {
    throw fail({
      code: 'map.no_list',
      message:
        each === ''
          ? 'It is not said which input takes the items one by one.'
          : `There is no list at “${each}” to go through.`,
      hint: 'Choose the input that takes the items, and connect a list to it.',
      kind: 'input',
      ...(each === '' ? {} : { port: each }),
    })
  }
  refuseTooMany(list.length, 'Split the list.')
  const shared = given(others)
  return list.map((value, index) => ({
    name: nameOf(value, index),
    inputs: { ...shared, [each]: value, index, count: list.length },
  }))
}

/** One item per stretch of at most `chunk` frames, both ends included. */
export function rangeItems(
  { from, to, chunk }: { from: number; to: number; chunk: number },
  inputs: Record<string, Json | undefined>,
): Item[] {
  const count = Math.max(0, Math.ceil((to - from + 1) / chunk))
  refuseTooMany(count, 'Make each part longer.')
  const shared = given(inputs)
  return Array.from({ length: count }, (_, index) => {
    const first = from + index * chunk
    const last = Math.min(to, first + chunk - 1)
    return {
      name: first === last ? `frame ${first}` : `frames ${first}–${last}`,
      inputs: { ...shared, index, count, from: first, to: last },
    }
  })
}

function refuseTooMany(count: number, hint: string): void {
  if (count <= 10_000) return
  throw fail({
    code: 'map.too_many',
    message: `That would be ${count.toLocaleString('en')} items; at most 10,000 are possible.`,
    hint,
    kind: 'input',
  })
}

function given(inputs: Record<string, Json | undefined>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([key, value]): [string, Json][] =>
      value === undefined ? [] : [[key, value]],
    ),
  )
}
