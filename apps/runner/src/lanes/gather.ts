import { opendir } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'
import { type ArtifactRef, fail } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { existing, type Place } from './place.ts'

export interface Gathering extends Place {
  /** `*.blend`, `*.{wav,aiff}`; several with commas. Capitals make no difference. */
  pattern: string
}

const mostFiles = 1000
const byName = new Intl.Collator('en', { numeric: true }).compare

/** Files that are not whole yet, or that systems and programs leave for themselves. */
const isAside = (name: string) => name.startsWith('.') || name.endsWith('~') || name.endsWith('.part')

/**
 * Stores the files of a folder whose names fit, in the order of their names with numbers counted as numbers. Not those
 * of folders inside it. Fails with `folder.*`.
 */
export async function gather(
  artifacts: Pick<ArtifactStore, 'putFile'>,
  { pattern, ...place }: Gathering,
  signal: AbortSignal,
): Promise<ArtifactRef[]> {
  const folder = await existing(place)
  const patterns = pattern
    .toLowerCase()
    .split(/,(?![^{]*\})/)
    .flatMap((one) => one.trim() || [])
  const names: string[] = []
  for await (const entry of await opendir(folder))
    if (entry.isFile() && !isAside(entry.name) && fits(entry.name, patterns)) names.push(entry.name)
  if (names.length > mostFiles)
    throw fail({
      code: 'folder.too_many',
      message: `${folder} holds ${names.length} files that fit; ${mostFiles} are the most.`,
      hint: 'Name fewer of them with the pattern, or use a folder for each batch.',
      kind: 'input',
    })
  const files: ArtifactRef[] = []
  for (const name of names.sort(byName)) {
    signal.throwIfAborted()
    const path = join(folder, name)
    files.push(await artifacts.putFile(path, { name, origin: path }))
  }
  return files
}

const fits = (name: string, patterns: readonly string[]) =>
  patterns.length === 0 || patterns.some((pattern) => matchesGlob(name.toLowerCase(), pattern))
