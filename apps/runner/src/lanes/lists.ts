import { readFile } from 'node:fs/promises'
import { ArtifactRef, fail, mimeTypes, type PortType } from '@segue/protocol'
import { z } from 'zod'
import type { Hooks, Json } from './attempt.ts'

const maxInlineBytes = 48 * 1024
const maxExpandedBytes = 16 * 2 ** 20

const ListRef = ArtifactRef.extend({ mime: z.literal(mimeTypes.list) })

export const isList = (type: PortType): boolean => type.startsWith('list<')

/** Whether a value on a list port is a list that was stored as a file. */
export const isStoredList = (value: unknown): value is ArtifactRef => ListRef.safeParse(value).success

/** A list as it is, or what the file behind it holds. Fails with `list.too_large`, `artifact.missing`. */
export async function expandList(value: Json, { path }: Pick<Hooks, 'path'>): Promise<Json> {
  const ref = ListRef.safeParse(value)
  if (!ref.success) return value
  if (ref.data.bytes > maxExpandedBytes)
    throw fail({
      code: 'list.too_large',
      message: `The list is ${Math.round(ref.data.bytes / 2 ** 20)} MiB; a node takes at most ${maxExpandedBytes / 2 ** 20}.`,
      hint: 'Split the list, or pass files on instead of data.',
      kind: 'permanent',
    })
  return z.array(z.json()).parse(JSON.parse(await readFile(await path(ref.data), 'utf8')))
}

async function storeList(
  value: Json,
  { name, longest }: { name: string; longest: number },
  { save }: Pick<Hooks, 'save'>,
): Promise<Json> {
  if (!Array.isArray(value)) return value
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) <= longest) return value
  return z.json().parse(await save(Buffer.from(text), { mime: mimeTypes.list, name: `${name}.list.json` }))
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '')

/**
 * The same values with long lists stored as files; while all together are larger than `most` bytes, shorter lists
 * too, the longest first. `ports` name those that are lists.
 */
export async function storeLists(
  values: Record<string, Json>,
  { ports, most }: { ports: readonly string[]; most: number },
  hooks: Pick<Hooks, 'save'>,
): Promise<Record<string, Json>> {
  const stored = { ...values }
  const put = async (name: string, longest: number) => {
    const value = stored[name]
    if (value !== undefined) stored[name] = await storeList(value, { name, longest }, hooks)
  }
  for (const name of ports) await put(name, maxInlineBytes)
  const byLength = ports
    .map((name) => ({ name, bytes: bytesOf(stored[name]) }))
    .sort((a, b) => b.bytes - a.bytes)
  for (const { name } of byLength) {
    if (bytesOf(stored) <= most) break
    await put(name, 0)
  }
  return stored
}
