import type { FieldChange, RecipeDiff } from './recipeDiff.ts'

/** A field as people read it: `params.sampleRate` is “Sample rate”. */
export function fieldWords(field: string): string {
  const words = field
    .replace(/^params\./, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const longest = 32

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** A value in one short word; files by their name, long text cut. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'default'
  if (value === null) return 'none'
  if (value === true) return 'on'
  if (value === false) return 'off'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value === '' ? 'empty' : cut(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : cut(value.map(valueWords).join(', '))
  if (typeof value === 'object' && 'name' in value && typeof value.name === 'string') return cut(value.name)
  if (typeof value === 'object' && 'nodeId' in value) return cut(Object.values(value).join('.'))
  return cut(JSON.stringify(value))
}

const shown = new Set(['name', 'mode', 'type', 'version'])

/** A changed field in a few words; what is not for reading only by its name. */
export const changeWords = ({ field, before, after }: FieldChange): string =>
  field.startsWith('params.') || shown.has(field)
    ? `${fieldWords(field)} ${valueWords(before)} → ${valueWords(after)}`
    : `${fieldWords(field)} changed`

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const told = (things: readonly { name: string }[], noun: string, what: string): string[] => {
  const [first] = things
  if (!first) return []
  return [
    things.length === 1 && first.name !== ''
      ? `${first.name} ${what}`
      : `${counted(things.length, noun)} ${what}`,
  ]
}

const faceWords = ({ added, removed, changed, reordered }: RecipeDiff['inputs'], noun: string): string[] => [
  ...(added.length > 0 ? [`${counted(added.length, noun)} added`] : []),
  ...(removed.length > 0 ? [`${counted(removed.length, noun)} removed`] : []),
  ...(changed.length > 0 ? [`${counted(changed.length, noun)} changed`] : []),
  ...(reordered ? [`${noun}s reordered`] : []),
]

const headWords = (changes: readonly FieldChange[]): string[] =>
  changes.map((change) =>
    change.field === 'name'
      ? `Renamed to ${valueWords(change.after)}`
      : `${fieldWords(change.field)} changed`,
  )

const most = 4

/** What changed, in one line: “2 nodes added, Quality 3 → 5”. Empty when nothing did. */
export function diffSummary({ head, nodes, edges, inputs, outputs, layout }: RecipeDiff): string {
  const meaning = [
    ...headWords(head),
    ...told(nodes.added, 'node', 'added'),
    ...told(nodes.removed, 'node', 'removed'),
    ...nodes.changed.flatMap(({ fields }) => fields.map(changeWords)),
    ...faceWords(inputs, 'input'),
    ...faceWords(outputs, 'output'),
  ]
  const wires = [
    ...(edges.added.length > 0 ? [`${counted(edges.added.length, 'wire')} added`] : []),
    ...(edges.removed.length > 0 ? [`${counted(edges.removed.length, 'wire')} removed`] : []),
  ]
  const places = [
    ...(layout.moved.length > 0 ? [`${counted(layout.moved.length, 'node')} moved`] : []),
    ...(layout.marks ? ['Frames and notes changed'] : []),
  ]
  // Wires that come and go with their nodes, and places, are worth a word only where nothing else is.
  const quiet = nodes.added.length + nodes.removed.length > 0
  const all = quiet ? meaning : [...meaning, ...wires]
  const words = all.length > 0 ? all : places
  return words.length > most
    ? [...words.slice(0, most - 1), `${words.length - most + 1} more changes`].join(', ')
    : words.join(', ')
}
