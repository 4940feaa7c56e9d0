type Json = import('zod').core.util.JSONType

/** How a value can be compared. */
export const tests = [
  'is',
  'isNot',
  'above',
  'atLeast',
  'below',
  'atMost',
  'contains',
  'startsWith',
  'empty',
] as const

type Wanted = string | number | boolean

/** A number, also one that was written as text: templates give text. */
function numberOf(value: Json): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

function equal(value: Json, wanted: Wanted): boolean {
  const [a, b] = [numberOf(value), numberOf(wanted)]
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a === b
  return typeof value !== 'object' && String(value) === String(wanted)
}

function contains(value: Json, wanted: Wanted): boolean {
  if (Array.isArray(value)) return value.some((item) => equal(item, wanted))
  if (typeof value === 'object' && value !== null) return Object.hasOwn(value, String(wanted))
  return String(value).includes(String(wanted))
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/**
 * Whether a value passes a test. Numbers written as text count as numbers; what cannot be compared does not pass.
 * `contains` looks into text, lists and the names of data.
 */
export function passes(
  { test, value: wanted }: { test: (typeof tests)[number]; value: Wanted },
  value: Json,
) {
  const [a, b] = [numberOf(value), numberOf(wanted)]
  switch (test) {
    case 'is':
      return equal(value, wanted)
    case 'isNot':
      return !equal(value, wanted)
    case 'above':
      return a > b
    case 'atLeast':
      return a >= b
    case 'below':
      return a < b
    case 'atMost':
      return a <= b
    case 'contains':
      return contains(value, wanted)
    case 'startsWith':
      return typeof value === 'string' && value.startsWith(String(wanted))
    case 'empty':
      return isEmpty(value)
  }
}
