import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { failureOf } from '@segue/protocol'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { type EntryKind, kindOf } from './entryName.ts'
import { type PackageLimits, packageLimits } from './limits.ts'
import { refusals } from './refusals.ts'

/** A package that is open for reading. Every file in it has a name that Segue knows. */
export interface OpenPackage extends AsyncDisposable {
  names(kind: EntryKind): string[]
  /** The bytes of a file, held to every limit and to its checksum while they are unpacked. */
  stream(name: string): AsyncIterable<Uint8Array>
  /** Unpacks everything once and keeps nothing. Gives the SHA-256 of each file, lower-case hex. */
  check(): Promise<ReadonlyMap<string, string>>
  /** A document of it as JSON. Fails with `package.incomplete`. */
  json(name: string): Promise<unknown>
}

/** Opens a package. Looks at names and kinds only; fails with the codes of `refusals`, and writes nothing anywhere. */
export async function openPackage(path: string, limits = packageLimits): Promise<OpenPackage> {
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false, lazyEntries: true }).catch(
    (error: Error) => {
      throw refusals.unreadable(error.message)
    },
  )
  const close = () => zip.close()
  try {
    const entries = await listEntries(zip, limits)
    const find = (name: string): Entry => {
      const found = entries.get(name)
      if (found) return found.entry
      throw refusals.incomplete(name)
    }
    const stream = (name: string) => unpack(zip, name, find(name), limits)
    return {
      names: (kind) => [...entries].filter(([, entry]) => entry.kind === kind).map(([name]) => name),
      stream,
      check: () => checkAll(stream, [...entries.keys()], limits),
      async json(name) {
        const chunks: Uint8Array[] = []
        for await (const chunk of stream(name)) chunks.push(chunk)
        try {
          return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
        } catch {
          throw refusals.damaged(`${name} is not JSON`)
        }
      },
      [Symbol.asyncDispose]: async () => close(),
    }
  } catch (error) {
    close()
    throw error
  }
}

type Entries = Map<string, { entry: Entry; kind: EntryKind }>

async function listEntries(zip: ZipFile, limits: PackageLimits): Promise<Entries> {
  if (zip.entryCount > limits.entries) throw refusals.tooMany(zip.entryCount, limits.entries)
  const entries: Entries = new Map()
  const seen = new Set<string>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = (entry.fileNameRaw as Buffer).toString('latin1')
      const kind = kindOf(name)
      refuseOddFile(name, entry)
      if (seen.has(name.toLowerCase())) throw refusals.duplicate(name)
      seen.add(name.toLowerCase())
      if (kind !== 'folder') entries.set(name, { entry, kind })
    }
  } catch (error) {
    throw asDamage(error)
  }
  return entries
}

const unixType = 0o170000
const regularFile = 0o100000
const folder = 0o040000

function refuseOddFile(name: string, entry: Entry): void {
  const type = (entry.externalFileAttributes >>> 16) & unixType
  if (type !== 0 && type !== (name.endsWith('/') ? folder : regularFile)) throw refusals.link(name)
  if (entry.isEncrypted()) throw refusals.damaged(`${name} is encrypted`)
  if (!entry.canDecodeFileData()) throw refusals.damaged(`${name} is packed in a way Segue does not read`)
}

/** What headers say is not believed: sizes are counted as they come. */
async function* unpack(
  zip: ZipFile,
  name: string,
  entry: Entry,
  limits: PackageLimits,
): AsyncIterable<Uint8Array> {
  const most = name.endsWith('.json') ? limits.documentBytes : limits.entryBytes
  const proportion = Math.max(limits.freeBytes, entry.compressedSize * limits.ratio)
  let bytes = 0
  let sum = 0
  try {
    const source = await zip.openReadStreamPromise(entry)
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > proportion) throw refusals.bomb(name)
      if (bytes > most) throw refusals.tooLarge(name, most)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw asDamage(error)
  }
  if (sum !== entry.crc32) throw refusals.damaged(`the checksum of ${name} is wrong`)
}

async function checkAll(
  stream: OpenPackage['stream'],
  names: readonly string[],
  limits: PackageLimits,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>()
  let total = 0
  for (const name of names) {
    const hash = createHash('sha256')
    for await (const chunk of stream(name)) {
      total += chunk.length
      if (total > limits.totalBytes) throw refusals.tooLarge('The package', limits.totalBytes)
      hash.update(chunk)
    }
    hashes.set(name, hash.digest('hex'))
  }
  return hashes
}

/** What the zip library complains about, as ours. */
function asDamage(error: unknown): unknown {
  const { code, message } = failureOf(error)
  return code === 'internal.unexpected' ? refusals.damaged(message) : error
}
