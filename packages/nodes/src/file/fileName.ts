import { fail } from '@segue/protocol'

/** What the places of a name template stand for; `undefined` = not known for this file. */
export type NameFacts = Record<
  | 'name'
  | 'title'
  | 'artist'
  | 'show'
  | 'shot'
  | 'layer'
  | 'bpm'
  | 'beats'
  | 'w'
  | 'h'
  | 'fps'
  | 'frames'
  | 'codec'
  | 'date',
  string | number | undefined
>

/** Places a person may use, for help texts. The last two are filled in by whoever writes the file. */
export const nameTokens =
  '{name} {title} {artist} {show} {shot} {layer} {bpm} {beats} {w} {h} {fps} {frames} {codec} {date} {run} {version:03}'

const late = /^\{(?:run|version(?::0?\d)?)\}$/
/** Names that Windows keeps for devices, whatever the extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const maxBytes = 180
/** Marks where a fact is not known; `plain` never leaves this character in. */
const gap = '\u0000'
const aroundGap = new RegExp(`([-_ ]*)${gap}[-_ ${gap}]*`, 'g')

/** Text that every file system takes as part of a name. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-')

/** Cuts a name to what file systems allow, leaving room for ` (2)`, never inside a letter. */
function shortened(stem: string): string {
  const letters = [...new Intl.Segmenter().segment(stem)].map((part) => part.segment)
  while (letters.length > 1 && Buffer.byteLength(letters.join('')) > maxBytes) letters.pop()
  return letters.join('')
}

/**
 * A file name from a template, safe on Windows, macOS and Linux. A fact that is not known leaves no gap. `{run}` and
 * `{version:03}` stay for the writer. The extension is added when it is not already there. Fails with
 * `deliver.unknown_place`.
 */
export function fileNameOf(template: string, facts: NameFacts, extension: string): string {
  const known = new Map<string, string | number | undefined>(Object.entries(facts))
  const parts = template.split(/(\{[^{}]*\})/).map((part) => {
    if (!/^\{.*\}$/.test(part)) return plain(part)
    if (late.test(part)) return part
    const key = part.slice(1, -1)
    if (known.has(key)) return plain(String(known.get(key) ?? '')) || gap
    throw fail({
      code: 'deliver.unknown_place',
      message: `The name asks for ${part}, which is not a place that can be filled.`,
      hint: `Use ${nameTokens}.`,
      kind: 'input',
    })
  })
  const whole = parts.join('').replace(/\s+/g, ' ')
  const stem = whole.toLowerCase().endsWith(extension.toLowerCase())
    ? whole.slice(0, whole.length - extension.length)
    : whole
  const tidy = stem.replace(aroundGap, '$1').replace(/^[-_ .]+|[-_ .]+$/g, '')
  const name = shortened(tidy) || 'untitled'
  return `${reserved.test(name) ? '_' : ''}${name}${extension}`
}

/** A folder from a template: each part that has places is filled in as a file name is; the others stay as they are. */
export const folderNameOf = (template: string, facts: NameFacts): string =>
  template
    .split(/[\\/]/)
    .map((part) => (part.includes('{') ? fileNameOf(part, facts, '') : part))
    .join('/')
