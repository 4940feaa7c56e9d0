import { open, readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import {
  type AppId,
  type ArtifactRef,
  fail,
  MediaMeta,
  mimeTypes,
  type SequenceManifest,
} from '@segue/protocol'
import { z } from 'zod'
import type { Use } from '../defineNode.ts'
import { type FileArg, isFolder } from './args.ts'

/** A file or folder that a command wrote. */
export interface Made {
  arg: FileArg & { file: { makes: string } }
  path: string
}

interface Facts {
  /** What the command answered: sizes and times in it go along with the file. */
  result: Record<string, unknown>
  /** Set when the stand-in of this application made it. */
  standIn: AppId | null
}

const stood = z.enum(['live', 'td', 'blender'])

function metaOf({ result, standIn }: Facts): MediaMeta {
  const { durationSec = result.seconds, width, height, fps, sampleRate, frames, meta } = result
  const told = { durationSec, width, height, fps, sampleRate, frames }
  const fields = Object.entries(told).filter(
    ([key, value]) => MediaMeta.partial().safeParse({ [key]: value ?? undefined }).success && value != null,
  )
  const known = MediaMeta.safeParse(meta).data ?? {}
  const source = stood.safeParse(standIn).data
  return { ...known, ...MediaMeta.parse(Object.fromEntries(fields)), ...(source ? { standIn: source } : {}) }
}

const nothing = (name: string) =>
  fail({
    code: 'command.made_nothing',
    message: `The application said that it was done, but there is no “${name}”.`,
    hint: 'Look into the application for a message, then run it again.',
    kind: 'permanent',
  })

/** Width and height of a PNG, from its first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
async function pngSize(path: string): Promise<{ width: number; height: number } | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(24), 0, 24, 0)
    if (bytesRead < 24 || buffer.toString('latin1', 12, 16) !== 'IHDR') return null
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
  } finally {
    await file.close()
  }
}

/** Stores what a command wrote; null when it may be missing and is. A folder becomes a list or a sequence. */
export async function storeMade(
  save: Use['save'],
  { arg, path }: Made,
  facts: Facts,
): Promise<ArtifactRef | ArtifactRef[] | null> {
  const { file, required } = arg
  const found = await stat(path).catch(() => null)
  if (!found) {
    if (!required) return null
    throw nothing(basename(path))
  }
  const meta = metaOf(facts)
  if (!isFolder(arg.file)) {
    const stands = facts.standIn !== null && file.makes === 'scene'
    return save(path, { name: basename(path), meta, ...(stands ? { mime: mimeTypes.standInScene } : {}) })
  }
  const names = (await readdir(path)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const pictures = file.makes === 'sequence'
  const [first] = names
  if (first === undefined) throw nothing(basename(path))
  const size = pictures ? ((await pngSize(join(path, first))) ?? sizeIn(facts)) : null
  const refs: ArtifactRef[] = []
  for (const name of names) refs.push(await save(join(path, name), { name, meta: pictures ? {} : meta }))
  if (!size) return refs
  const frames = refs.map(({ artifactId, bytes }) => ({ artifactId, bytes }))
  const manifest: SequenceManifest = { kind: 'sequence', frames, mime: refs[0]?.mime ?? '', ...size }
  return save(Buffer.from(JSON.stringify(manifest)), {
    mime: mimeTypes.sequence,
    name: `${basename(path, extname(path))}.frames.json`,
    meta: { ...meta, ...size, frames: frames.length },
  })
}

const sizeIn = ({ result }: Facts) =>
  z.object({ width: z.int().positive(), height: z.int().positive() }).parse(result)
