import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { failureOf } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftDrumRack, draftPlugIn, draftSampler } from './draftDevices.ts'
import { type DraftSet, draftSampleRef, draftSetFile, draftSetXml } from './draftSet.ts'
import type { AudioClip, LiveSet } from './liveSet.ts'
import { readSet } from './read.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-als-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(name: string, data: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, data)
  return path
}

const codeOf = (path: string) =>
  readSet(path).then(
    () => 'read',
    (error) => failureOf(error).code,
  )

const versions = [9, 10, 11, 12] as const
const bell = { name: 'bell.wav', folders: ['Samples'], frames: 48_000, sampleRate: 48_000 }

const draftOf = (version: (typeof versions)[number]): DraftSet => ({
  version,
  bpm: 126.5,
  meter: [
    { beat: 0, packed: 201 },
    { beat: 16, packed: 303 },
  ],
  locators: [
    { beat: 16, name: 'Drop <loud> & "long"' },
    { beat: 0, name: '你好' },
  ],
  scenes: [{ name: 'One' }, { name: '140 BPM', bpm: 140 }],
  tracks: [
    { kind: 'group', id: 7, name: 'Drums', volume: 0.5 },
    {
      kind: 'midi',
      name: 'Kit',
      groupId: 7,
      colour: 3,
      pan: -0.25,
      devices: draftDrumRack([
        { key: 36, devices: draftSampler([{ file: { name: 'kick.wav' } }], version) },
        { key: 38, devices: draftSampler([{ file: { name: 'snare.wav' }, root: 62 }], version) },
      ]),
      clips: [
        {
          name: 'Beat',
          start: 0,
          end: 8,
          loop: { on: true, start: 0, end: 4, offset: 1 },
          notes: [
            { key: 38, beat: 1, beats: 0.5, velocity: 90 },
            { key: 36, beat: 0, beats: 0.25, velocity: 127 },
          ],
        },
      ],
    },
    {
      kind: 'audio',
      name: 'Bells',
      muted: true,
      devices: draftPlugIn('Valhalla & Sons'),
      clips: [
        {
          start: 4,
          end: 12,
          file: bell,
          gain: 0.5,
          semitones: -3,
          fadeIn: 0.5,
          warp: [
            { sec: 0, beat: 0 },
            { sec: 1, beat: 2 },
          ],
        },
      ],
      session: [null, { start: 0, end: 4, file: bell }],
    },
    { kind: 'return', name: 'Room', devices: '<Reverb/>' },
  ],
})

describe.each(versions)('a set of Live %i', (version) => {
  let set: LiveSet
  beforeAll(async () => {
    set = await readSet(await written(`live${version}.als`, draftSetFile(draftOf(version))))
  })

  test('says its version, tempo, meter and length', () => {
    expect(set.major).toBe(version)
    expect(set.tempoMap).toEqual([{ beat: 0, sec: 0, bpm: 126.5, ramp: false }])
    expect(set.meter).toEqual([
      { beat: 0, numerator: 4, denominator: 4 },
      { beat: 16, numerator: 7, denominator: 8 },
    ])
    expect([set.endBeat, set.endSec]).toEqual([12, (12 * 60) / 126.5])
  })

  test('gives locators in order, with their seconds', () => {
    expect(set.locators).toEqual([
      { name: '你好', beat: 0, sec: 0 },
      { name: 'Drop <loud> & "long"', beat: 16, sec: (16 * 60) / 126.5 },
    ])
  })

  test('knows tracks, groups, the mixer and scenes', () => {
    expect(set.tracks.map(({ kind, name, groupId, muted }) => ({ kind, name, groupId, muted }))).toEqual([
      { kind: 'group', name: 'Drums', groupId: null, muted: false },
      { kind: 'midi', name: 'Kit', groupId: 7, muted: false },
      { kind: 'audio', name: 'Bells', groupId: null, muted: true },
      { kind: 'return', name: 'Room', groupId: null, muted: false },
    ])
    expect(set.tracks[1]).toMatchObject({ pan: -0.25, colour: version >= 10 ? '#f7f47c' : null })
    expect(set.scenes).toEqual([
      { name: 'One', bpm: null, meter: null },
      { name: '140 BPM', bpm: 140, meter: null },
    ])
  })

  test('reads notes in order of time, and the loop', () => {
    expect(set.tracks[1]?.arrangement[0]).toMatchObject({
      kind: 'midi',
      name: 'Beat',
      loop: { on: true, start: 0, end: 4, offset: 1 },
      notes: [
        { key: 36, beat: 0, beats: 0.25, velocity: 127 },
        { key: 38, beat: 1, beats: 0.5, velocity: 90 },
      ],
    })
  })

  test('reads audio clips and names each file once', () => {
    const [clip] = set.tracks[2]?.arrangement ?? []
    expect(clip).toMatchObject({ gain: 0.5, semitones: -3, fadeIn: 0.5, warped: true })
    expect(set.tracks[2]?.session.map(({ scene }) => scene)).toEqual([1])
    expect(set.media.map(({ name }) => name)).toEqual(['kick.wav', 'snare.wav', 'bell.wav'])
    expect(set.media[2]?.candidates).toContain(join(folder, 'Samples/bell.wav'))
    expect(set.media.every(({ path }) => path === null)).toBe(true)
  })

  test('opens racks up to the samples of their pads, and names devices and plug-ins', () => {
    const [kick, snare] = set.tracks[1]?.zones ?? []
    expect(kick).toMatchObject({ keyLow: 36, keyHigh: 36, root: 36, oneShot: true })
    // The pad sends 60 to a sample whose root is 62: two semitones lower
    expect(snare).toMatchObject({ keyLow: 38, keyHigh: 38, root: 40 })
    expect(set.tracks[1]?.devices).toEqual(['Drum Rack', 'Simpler', 'Simpler'])
    expect(set.tracks[2]?.plugIns).toEqual(['Valhalla & Sons'])
  })
})

test('a set that is not gzipped reads the same', async () => {
  const plain = await readSet(await written('plain.als', draftSetXml(draftOf(11))))
  const zipped = await readSet(await written('zipped.als', draftSetFile(draftOf(11))))
  expect(plain).toEqual(zipped)
})

test('files are found beside the set, in the given project folder and by absolute path', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'segue-project-'))
  await writeFile(join(elsewhere, 'near.wav'), 'x')
  await writeFile(join(elsewhere, 'far.wav'), 'x')
  const clip = (start: number, file: { name: string; path?: string }) => ({ start, end: start + 1, file })
  const clips = [
    clip(0, { name: 'near.wav' }),
    clip(1, { name: 'far.wav', path: join(elsewhere, 'far.wav') }),
    clip(2, { name: 'gone.wav' }),
    clip(3, { name: 'secrets.txt', path: join(elsewhere, 'near.wav', '..', 'secrets.txt') }),
  ]
  await writeFile(join(elsewhere, 'secrets.txt'), 'x')
  const draft: DraftSet = { version: 10, bpm: 120, tracks: [{ kind: 'audio', name: 'A', clips }] }
  const path = await written('files.als', draftSetFile(draft))
  const { media } = await readSet(path, { root: elsewhere })
  expect(media.map((m) => m.path)).toEqual([
    join(elsewhere, 'near.wav'),
    join(elsewhere, 'far.wav'),
    null,
    null,
  ])
  await rm(elsewhere, { recursive: true })
})

test('a device with one sample and no map, as the Drum Sampler of Live 12, is a sampler too', async () => {
  const sample = draftSampleRef({ name: 'tom.wav' }, 12)
  const devices = draftDrumRack([
    { key: 45, devices: `<DrumCell><UserSample>${sample}</UserSample></DrumCell>` },
  ])
  const draft: DraftSet = { version: 12, bpm: 120, tracks: [{ kind: 'midi', name: 'Kit', devices }] }
  const { tracks, media } = await readSet(await written('cell.als', draftSetFile(draft)))
  expect(tracks[0]?.zones).toMatchObject([{ keyLow: 45, keyHigh: 45, root: 45, media: 0 }])
  expect(media.map(({ name }) => name)).toEqual(['tom.wav'])
})

test('an absolute Windows path in the hex form of Live 10 is a candidate', async () => {
  const file = { name: 'loop.wav', path: 'C:\\Sounds\\loop.wav' }
  const draft: DraftSet = {
    version: 10,
    bpm: 120,
    tracks: [{ kind: 'audio', name: 'A', clips: [{ start: 0, end: 1, file }] }],
  }
  const { media } = await readSet(await written('windows.als', draftSetFile(draft)))
  expect(media[0]?.candidates).toContain('C:\\Sounds\\loop.wav')
})

test.each(versions)('frozen audio of Live %i is kept apart from the clips', async (version) => {
  const freeze = [{ start: 0, end: 8, file: { name: 'Freeze 1.wav' } }]
  const draft: DraftSet = { version, bpm: 120, tracks: [{ kind: 'midi', name: 'F', freeze, clips: [] }] }
  const [track] = (await readSet(await written('frozen.als', draftSetFile(draft)))).tracks
  expect(track?.frozen).toBe(true)
  expect(track?.freezeClips.map((clip: AudioClip) => [clip.start, clip.end])).toEqual([[0, 8]])
  expect(track?.arrangement).toEqual([])
})

test('a set without clips in the arrangement ends where its scenes end', async () => {
  const clip = { start: 0, end: 6, notes: [{ key: 60, beat: 0, beats: 1, velocity: 100 }] }
  const draft: DraftSet = {
    version: 11,
    bpm: 60,
    tracks: [{ kind: 'midi', name: 'S', session: [clip, clip] }],
  }
  const set = await readSet(await written('session.als', draftSetFile(draft)))
  expect([set.endBeat, set.endSec]).toEqual([12, 12])
})

describe('bad files fail by name', () => {
  const whole = draftSetFile(draftOf(12))
  const xml = draftSetXml(draftOf(12))
  const zip = (text: string) => gzipSync(text)
  const deep = `<Ableton><LiveSet>${'<a>'.repeat(400)}`
  const cases: [string, string | Uint8Array, string][] = [
    ['an empty file', '', 'set.empty'],
    ['junk', 'JUNK\n', 'set.damaged'],
    ['a gzip cut off', whole.subarray(0, whole.length / 2), 'set.damaged'],
    ['a gzip with a wrong byte', whole.map((byte, i) => (i === 400 ? byte ^ 255 : byte)), 'set.damaged'],
    ['XML cut off', xml.slice(0, xml.length / 2), 'set.damaged'],
    ['gzipped junk', zip('not xml at all'), 'set.damaged'],
    ['an HTML page', '<html><body>404</body></html>', 'set.damaged'],
    ['a preset', zip('<Ableton Creator="Ableton Live 12.0"><GroupDevicePreset/></Ableton>'), 'set.damaged'],
    ['a document type', zip('<!DOCTYPE a [<!ENTITY b "c">]><Ableton><LiveSet/></Ableton>'), 'set.damaged'],
    ['endless nesting', zip(deep), 'set.damaged'],
  ]
  test.each(cases)('%s', async (name, data, code) => {
    const path = await written('bad.als', data)
    const failure = await readSet(path, { name: 'My Song.als' }).then(() => null, failureOf)
    expect(failure).toMatchObject({ code, kind: 'input' })
    expect(failure?.message, name).toContain('My Song.als')
    expect(failure?.hint.length).toBeGreaterThan(10)
  })

  test('a file that is not there', async () => {
    expect(await codeOf(join(folder, 'nowhere.als'))).toBe('set.missing')
  })

  test('a set that unpacks to far more than it should', async () => {
    const bomb = zip(`<Ableton><LiveSet><Tracks><MidiTrack>${'<a/>'.repeat(1_600_000)}`)
    expect(await codeOf(await written('bomb.als', bomb))).toBe('set.too-large')
  })
})
