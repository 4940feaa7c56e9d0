import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { unsafeParts, validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import {
  type ArtifactRef,
  elementOf,
  type Failure,
  fail,
  portTypes,
  Recipe,
  visibleText,
} from '@segue/protocol'
import type { Json } from '../lanes/attempt.ts'
import { resolveFileMarkers } from '../services/fileMarkers.ts'

export type TakeFile = (path: string, name: string) => Promise<ArtifactRef>

/** Reads a recipe file from disk. Fails with `recipe.unreadable`. Failures of the document come back as data. */
export async function readRecipeFile(
  path: string,
  take: TakeFile,
): Promise<{ recipe: Recipe | null; failures: Failure[] }> {
  const document = await readJson(path)
  const unsafe = unsafeParts(document)
  if (unsafe.length > 0) return { recipe: null, failures: unsafe }
  const resolved = await resolveFileMarkers(document, dirname(resolve(path)), take)
  const failures = validate(resolved, catalogue)
  const parsed = Recipe.safeParse(resolved)
  return { recipe: parsed.success ? parsed.data : null, failures }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw fail({
      code: 'recipe.unreadable',
      message: `${path}: ${visibleText(error instanceof Error ? error.message : String(error))}`,
      hint: 'Give the path of a recipe saved as JSON.',
      kind: 'input',
    })
  }
}

/**
 * Turns `key=value` arguments into input values by the type of each input: files are taken from their path, the
 * rest is a number, yes/no, JSON or text; nothing after `=` takes the default away. An input that takes a list gets one
 * item more each time it is named: a file, all files of a folder, or numbers and texts with commas between. A person's own file
 * replaces the example files of its group: a demo's Live Set says nothing about their master. Fails with
 * `input.malformed`, `input.file_missing`.
 */
export async function readInputs(
  recipe: Recipe,
  given: readonly string[],
  take: TakeFile,
): Promise<Record<string, Json>> {
  const values: Record<string, Json> = {}
  const ownGroups = new Set<string | undefined>()
  for (const item of given) {
    const at = item.indexOf('=')
    if (at < 1) throw malformed(item, 'Write it as --input key=value.')
    const [key, text] = [item.slice(0, at), item.slice(at + 1)]
    const input = recipe.inputs.find((one) => one.key === key)
    const before = values[key]
    values[key] = !input
      ? text
      : text === '' && input.type !== 'text'
        ? null
        : input.type.startsWith('list<')
          ? [...(Array.isArray(before) ? before : []), ...(await readItems(text, input, take))]
          : await readValue(text, input, take)
    if (input && isFile(input) && text !== '') ownGroups.add(input.group)
  }
  for (const input of recipe.inputs)
    if (isFile(input) && ownGroups.has(input.group) && !(input.key in values)) values[input.key] = null
  return values
}

/** Numbers in names as numbers: track 2 before track 10. */
const byName = new Intl.Collator('en', { numeric: true }).compare

const isFile = ({ type }: Pick<Recipe['inputs'][number], 'type'>): boolean =>
  portTypes[elementOf(type)].mimes.length > 0

/** What one argument adds to a list. */
async function readItems(text: string, input: Recipe['inputs'][number], take: TakeFile): Promise<Json[]> {
  const one = { ...input, type: elementOf(input.type) }
  if (!isFile(input)) {
    const parts = one.type === 'json' ? [text] : text.split(',').map((part) => part.trim())
    return Promise.all(parts.map((part) => readValue(part, one, take)))
  }
  const found = await stat(text).catch(() => null)
  if (!found?.isDirectory()) return [await readValue(text, one, take)]
  const names = (await readdir(text, { withFileTypes: true })).flatMap((entry) =>
    entry.isFile() && !entry.name.startsWith('.') ? entry.name : [],
  )
  const items: Json[] = []
  for (const name of names.sort(byName)) items.push(await readValue(join(text, name), one, take))
  return items
}

async function readValue(
  text: string,
  input: Pick<Recipe['inputs'][number], 'type'>,
  take: TakeFile,
): Promise<Json> {
  const { type } = input
  if (isFile(input)) return JSON.parse(JSON.stringify(await takeExisting(text, take)))
  if (type === 'number') {
    const number = Number(text)
    if (text.trim() === '' || !Number.isFinite(number)) throw malformed(text, 'This input takes a number.')
    return number
  }
  if (type === 'boolean') {
    if (!['true', 'false', 'yes', 'no'].includes(text)) throw malformed(text, 'This input takes yes or no.')
    return text === 'true' || text === 'yes'
  }
  return type === 'json' ? JSON.parse(text) : text
}

async function takeExisting(path: string, take: TakeFile): Promise<ArtifactRef> {
  const readable = existsSync(path) && (await canRead(path))
  if (readable) return take(resolve(path), path.split(/[/\\]/).at(-1) ?? path)
  throw fail({
    code: 'input.file_missing',
    message: `There is no readable file at ${path}.`,
    hint: 'Check the path.',
    kind: 'input',
  })
}

async function canRead(path: string): Promise<boolean> {
  const stream = createReadStream(path, { end: 0 })
  try {
    for await (const _ of stream) break
    return true
  } catch {
    return false
  }
}

const malformed = (text: string, hint: string) =>
  fail({ code: 'input.malformed', message: `“${text}” does not fit.`, hint, kind: 'input' })
