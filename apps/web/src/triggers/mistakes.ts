import { type Failure, TriggerDraft } from '@segue/protocol'

/** Something that is wrong with a draft, at the field where a person can change it; `form` = nowhere in particular. */
export interface Mistake {
  /** `name`, `when`, `folder`, `input title` and so on. */
  field: string
  message: string
  hint: string
}

const fieldOfCode: Readonly<Record<string, string>> = {
  'schedule.unreadable': 'when',
  'schedule.never': 'when',
  'schedule.unknown_zone': 'zone',
  'recipe.unknown_version': 'version',
  'trigger.recipe_gone': 'recipeId',
  'trigger.itself': 'of',
  'trigger.folder_relative': 'folder',
  'trigger.set_short': 'set',
}

/** A refusal of the runner at the field that it speaks of. */
export function mistakeOf({ code, message, hint, context }: Failure): Mistake {
  const { input, field } = context ?? {}
  const named = typeof input === 'string' ? `input ${input}` : typeof field === 'string' ? field : undefined
  return { field: fieldOfCode[code] ?? named ?? 'form', message, hint }
}

const asked: Readonly<Record<string, string>> = {
  name: 'Give it a name.',
  recipeId: 'Choose the recipe that runs.',
  when: 'Say when it runs.',
  zone: 'Choose a time zone.',
  folder: 'Give the full path of a folder.',
  pattern: 'Say which files count, such as *.wav.',
  address: 'An address begins with a slash, such as /cue/go.',
  host: 'Say where it listens, such as 127.0.0.1.',
  port: 'Say which port it listens to.',
  of: 'Choose the recipe after which it runs.',
  set: 'Each pattern needs text, such as *_DRUMS.wav.',
  allow: 'Give each address that may send, such as 192.168.1.20.',
}

/** What is wrong with a draft before the runner is asked, each field once; `hasKey`: signed calls can be checked. */
export function mistakesIn(draft: TriggerDraft, { hasKey = false } = {}): Mistake[] {
  const read = TriggerDraft.safeParse(draft)
  const found: Mistake[] = []
  for (const { path, message } of read.error?.issues ?? []) {
    const field = fieldAt(path)
    if (!found.some((one) => one.field === field))
      found.push({ field, message: asked[field] ?? message, hint: '' })
  }
  const { settings } = draft
  if (settings.kind === 'webhook' && settings.signature !== null && !hasKey)
    found.push({ field: 'signingKey', message: 'Give the key, or let one be made.', hint: '' })
  return found
}

function fieldAt(path: readonly PropertyKey[]): string {
  const [top, ...rest] = path.map(String)
  if (top === 'inputs' && rest[0] !== undefined) return `input ${rest[0]}`
  if (top !== 'settings') return top ?? 'form'
  if (rest[0] === 'map' && rest[1] !== undefined) return `input ${rest[1]}`
  return rest[0] === 'misfire' || rest[0] === 'signature' ? (rest[1] ?? rest[0]) : (rest[0] ?? 'form')
}
