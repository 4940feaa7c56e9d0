/**
 * JSON for people and for git: sorted keys, two spaces, a newline at the end. Equal documents give equal text, and a
 * changed value changes its own line. Lists keep their order.
 */
export const stableText = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}
