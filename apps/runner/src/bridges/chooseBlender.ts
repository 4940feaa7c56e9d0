import type { FoundBlender } from './findBlender.ts'

/** The first two numbers: the third one of a file is not the third one of a Blender. */
function release(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1000 + minor
}

/** Whether a version is of a newer release than another one. */
export const isNewer = (version: string, than: string): boolean => release(version) > release(than)

const newest = (found: readonly FoundBlender[]): FoundBlender | null =>
  found.toSorted((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))[0] ?? null

/**
 * The Blender for a file, by the version that wrote it (see `blendVersion`): of the same release, else the newest of
 * those that are newer, and an older one only when a person allows it. Null when none will do. Without a version the
 * first one: the order is that of a person's preference.
 */
export function chooseBlender(
  found: readonly FoundBlender[],
  fileVersion: string | null,
  { allowOlder = false } = {},
): FoundBlender | null {
  if (fileVersion === null) return found[0] ?? null
  const wanted = release(fileVersion)
  const same = found.filter(({ version }) => release(version) === wanted)
  const newer = found.filter(({ version }) => release(version) > wanted)
  return newest(same) ?? newest(newer) ?? (allowOlder ? newest(found) : null)
}
