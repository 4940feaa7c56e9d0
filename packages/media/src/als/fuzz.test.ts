import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { failureOf } from '@segue/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { type DraftSet, draftSetFile, draftSetXml } from './draftSet.ts'
import { midiFileOf } from './midiFile.ts'
import { readSet } from './read.ts'
import { summaryOf } from './summary.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-fuzz-'))
})
afterAll(() => rm(folder, { recursive: true }))

const draft: DraftSet = {
  version: 11,
  bpm: 120,
  tempo: [
    { beat: 0, bpm: 100 },
    { beat: 8, bpm: 140 },
  ],
  locators: [{ beat: 4, name: 'A' }],
  tracks: [
    {
      kind: 'midi',
      name: 'M',
      clips: [{ start: 0, end: 4, notes: [{ key: 60, beat: 0, beats: 1, velocity: 100 }] }],
    },
    { kind: 'audio', name: 'A', clips: [{ start: 0, end: 4, file: { name: 'a.wav' } }] },
  ],
}

/** Reads and uses a file; anything but a set or a failure about the set is an error. */
async function survives(data: Uint8Array): Promise<void> {
  const path = join(folder, 'fuzz.als')
  await writeFile(path, data)
  try {
    const set = await readSet(path)
    midiFileOf(set)
    JSON.stringify(summaryOf(set))
  } catch (error) {
    const { code } = failureOf(error)
    if (!code.startsWith('set.')) throw error
  }
}

test('a set cut off anywhere is read or refused, never a crash', async () => {
  const whole = draftSetFile(draft)
  const plain = Buffer.from(draftSetXml(draft))
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (part, zipped) => {
      const source = zipped ? whole : plain
      return survives(source.subarray(0, Math.floor(part * source.length)))
    }),
    { numRuns: 150 },
  )
})

test('any bytes are read or refused, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, zipped) =>
      survives(zipped ? gzipSync(bytes) : bytes),
    ),
    { numRuns: 150 },
  )
})

test('a set with any value anywhere is read or refused, never a crash', async () => {
  const xml = draftSetXml(draft)
  const places = [...xml.matchAll(/="[^"]*"/g)].map((match) => match.index)
  const values = fc.oneof(
    fc.constantFrom('', 'NaN', 'Infinity', '-1', '0', '1e300', '-1e300', '1e-300', 'true', '99999999999'),
    fc.string({ maxLength: 20 }).map((text) => text.replace(/[<&"]/g, '')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(places.length - 1), values), { maxLength: 6 }), (changes) => {
      const text = [...changes]
        .sort((a, b) => b[0] - a[0])
        .reduce((now, [place, value]) => {
          const at = places[place] ?? 0
          return `${now.slice(0, at)}="${value}"${now.slice(now.indexOf('"', at + 2) + 1)}`
        }, xml)
      return survives(gzipSync(text))
    }),
    { numRuns: 300 },
  )
})
