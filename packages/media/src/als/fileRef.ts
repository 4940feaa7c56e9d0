import { stat } from 'node:fs/promises'
import { extname, isAbsolute, join, normalize } from 'node:path'
import type { LiveMedia } from './liveSet.ts'
import { childrenAt, numberAt, textAt, type XmlTree } from './xmlTree.ts'

/** Files Live plays. A set from a stranger must not make us open anything else. */
const soundFiles = new Set(
  '.wav .wave .aif .aiff .aifc .flac .mp3 .m4a .mp4 .ogg .oga .opus .rex .rx2 .w64 .caf .mov'.split(' '),
)

/** Live ≤ 10 on Windows keeps the absolute path as hex of UTF-16; on a Mac it is an alias record, not a path. */
function pathFromHex(hex: string): string {
  const digits = hex.replace(/\s+/g, '')
  if (digits.length < 8 || digits.length > 8192 || !/^[0-9a-fA-F]+$/.test(digits)) return ''
  const text = Buffer.from(digits, 'hex').toString('utf16le').replace(/\0.*$/s, '')
  return /^([A-Za-z]:[\\/]|\\\\)/.test(text) ? text : ''
}

/** Folder names joined; an empty name means one folder up. */
const folders = (elements: XmlTree[]) =>
  elements.map((e) => (e.attributes.Dir === '' ? '..' : (e.attributes.Dir ?? ''))).filter(Boolean)

/** Absolute and relative path that a `FileRef` names, in the form of any Live from 9 on. Empty when unknown. */
export function pathsOf(ref: XmlTree | undefined): { name: string; absolute: string[]; relative: string } {
  const plain = textAt(ref, 'RelativePath')
  const elements = childrenAt(ref, 'RelativePath')
  const name = textAt(ref, 'Name') || (textAt(ref, 'Path') || plain).split(/[\\/]/).at(-1) || ''
  const relative = plain || (elements.length > 0 ? [...folders(elements), name].join('/') : '')
  const hint = folders(childrenAt(ref, 'SearchHint/PathHint'))
  const absolute = [
    textAt(ref, 'Path'),
    pathFromHex(ref?.children.find((c) => c.name === 'Data')?.text ?? ''),
    hint.length > 0 ? `/${[...hint, name].join('/')}` : '',
  ].filter(Boolean)
  return { name, absolute, relative: relative || (numberAt(ref, 'RelativePathType', 0) === 3 ? name : '') }
}

/** Collects the files of a set, each once. */
export class MediaList {
  readonly list: LiveMedia[] = []
  readonly #indexes = new Map<string, number>()
  readonly #roots: readonly string[]

  /** `roots`: folders that relative paths may start from, best first. */
  constructor(roots: readonly string[]) {
    this.#roots = roots
  }

  /** Index of the file that a `SampleRef` names; `null` when it names none. */
  add(sampleRef: XmlTree | undefined): number | null {
    const ref = sampleRef?.children.find((c) => c.name === 'FileRef')
    const { name, absolute, relative } = pathsOf(ref)
    if (name === '') return null
    const near = relative
      ? [relative, `Samples/Imported/${name}`, name]
      : [`Samples/Imported/${name}`, `Samples/Recorded/${name}`, name]
    const candidates = [
      ...absolute,
      ...this.#roots.flatMap((root) =>
        near.map((path) => (isAbsolute(path) ? path : normalize(join(root, path)))),
      ),
    ]
    const key = `${absolute.join('|')}|${relative}|${name}`
    const known = this.#indexes.get(key)
    if (known !== undefined) return known
    this.list.push({
      name: name.slice(0, 255),
      candidates: [...new Set(candidates)],
      path: null,
      frames: numberAt(sampleRef, 'DefaultDuration', 0),
      sampleRate: numberAt(sampleRef, 'DefaultSampleRate', 0),
      bytes: numberAt(ref, 'OriginalFileSize', 0),
    })
    this.#indexes.set(key, this.list.length - 1)
    return this.list.length - 1
  }

  /** Looks for every file: regular sound files only. */
  async find(): Promise<LiveMedia[]> {
    for (const media of this.list) media.path = await findSound(media.candidates)
    return this.list
  }
}

const isSound = async (path: string): Promise<boolean> =>
  soundFiles.has(extname(path).toLowerCase()) &&
  (await stat(path).then(
    (s) => s.isFile() && s.size > 0,
    () => false,
  ))

/** The first of these places at which a sound file lies; null when it is at none. */
export async function findSound(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) if (await isSound(candidate)) return candidate
  return null
}
