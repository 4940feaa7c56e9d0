import { refusals } from './refusals.ts'

/** What a file of a package is, by its name. */
export type EntryKind = 'manifest' | 'recipe' | 'version' | 'sample' | 'media' | 'cover' | 'folder'

const kinds: readonly (readonly [EntryKind, RegExp])[] = [
  ['manifest', /^segue\.json$/],
  ['recipe', /^recipe\.json$/],
  ['sample', /^sample\.json$/],
  ['version', /^recipes\/rcp_[A-Za-z0-9_-]{1,64}@[1-9][0-9]{0,8}\.json$/],
  ['media', /^media\/[0-9a-f]{64}$/],
  ['cover', /^cover\.(png|jpg|webp|gif|avif)$/],
  // Archivers that put a package together again by hand list the folders.
  ['folder', /^(media|recipes)\/$/],
]

/** Without control characters: a NUL ends a name where another reader stops. */
export const isPrintable = (name: string): boolean =>
  [...name].every((char) => char >= ' ' && char !== '\x7f')

/** Names that lead out of a folder, or mean something else than a file on one of the systems. */
const isUnsafe = (name: string): boolean =>
  !isPrintable(name) ||
  /[\\:]/.test(name) ||
  name.startsWith('/') ||
  name.startsWith('~') ||
  name
    .split('/')
    .some((part) => part === '..' || part === '.' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part))

/** The kind of a file. Fails with `package.path` and `package.unknown_entry`. */
export function kindOf(name: string): EntryKind {
  if (isUnsafe(name)) throw refusals.path(name)
  const kind = kinds.find(([, pattern]) => pattern.test(name))?.[0]
  if (kind) return kind
  throw refusals.unknownEntry(name)
}
