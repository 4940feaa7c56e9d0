import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Use } from './defineNode.ts'

type Memory = Pick<Use, 'recall' | 'remember'>

/** SHA-256 of a value as JSON, hex. Keys of records must come in a fixed order. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** SHA-256 of a text as UTF-8, hex. */
export const digestOfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * SHA-256 of a file on this machine, or null when it is not there. A file of the same size and time is not read
 * again.
 */
export async function hashOfFile(path: string, { recall, remember }: Memory): Promise<string | null> {
  const facts = await stat(path).catch(() => null)
  if (!facts?.isFile()) return null
  const key = `file:${digest([path, facts.size, facts.mtimeMs])}`
  const known = await recall(key)
  if (typeof known === 'string') return known
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const found = hash.digest('hex')
  await remember(key, found)
  return found
}

/**
 * What each of these files holds, as hash or `missing`, by the names that people know them by. Of those of one name
 * the later ones have a number.
 */
export async function factsOfFiles(
  files: readonly { name: string; path: string | null }[],
  memory: Memory,
): Promise<Record<string, string>> {
  const facts: Record<string, string> = {}
  for (const { name, path } of files) {
    let called = name
    for (let n = 2; Object.hasOwn(facts, called); n++) called = `${name} (${n})`
    facts[called] = (path === null ? null : await hashOfFile(path, memory)) ?? 'missing'
  }
  return facts
}
