import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bentAt } from './bend.ts'
import { type DraftSet, draftSetXml } from './draftSet.ts'
import { readSet } from './read.ts'
import { beatToSec } from './tempo.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-details-'))
})
afterAll(() => rm(folder, { recursive: true }))

const draft: DraftSet = {
  version: 12,
  bpm: 120,
  tempo: [
    { beat: 0, bpm: 100 },
    { beat: 16, bpm: 140 },
  ],
  scenes: [{ name: 'Verse' }, { name: 'Drop' }],
  tracks: [
    {
      kind: 'midi',
      name: 'Keys',
      clips: [{ start: 0, end: 4, notes: [{ key: 60, beat: 0, beats: 1, velocity: 100 }] }],
    },
    { kind: 'audio', name: 'Voice', clips: [{ start: 0, end: 4, file: { name: 'voice.wav' } }] },
  ],
}

/** Reads a draft after its XML was changed; each change must have found its place. */
async function readChanged(version: DraftSet['version'], ...changes: [from: string, to: string][]) {
  let xml = draftSetXml({ ...draft, version })
  for (const [from, to] of changes) {
    expect(xml).toContain(from)
    xml = xml.replace(from, to)
  }
  const path = join(folder, 'set.als')
  await writeFile(path, xml)
  return readSet(path)
}

test('a tempo that is bent late is slower on its way than a straight one, and ends the same', async () => {
  const straight = await readChanged(12)
  const bent = await readChanged(12, [
    '<FloatEvent Time="0" Value="100"/>',
    '<FloatEvent Time="0" Value="100" CurveControl1X="0.9" CurveControl1Y="0" CurveControl2X="1" CurveControl2Y="0.1"/>',
  ])
  expect(beatToSec(bent.tempoMap, 16)).toBeGreaterThan(beatToSec(straight.tempoMap, 16) + 0.5)
  expect(bent.tempoMap.at(-1)).toMatchObject({ beat: 16, bpm: 140 })
  expect(bent.tempoMap[0]).toMatchObject({ beat: 0, bpm: 100 })
  expect(bent.remarks).toEqual([])
})

test('a bend goes through what its Bézier says, and a straight one through the middle', () => {
  expect(bentAt({ x1: 0.5, y1: 0.5, x2: 0.5, y2: 0.5 }, 0.3)).toBeCloseTo(0.3, 6)
  // at t = 1/2: x = (3·0.2 + 3·0.4 + 1) / 8, y = (3·0.8 + 3·1 + 1) / 8
  expect(bentAt({ x1: 0.2, y1: 0.8, x2: 0.4, y2: 1 }, 0.35)).toBeCloseTo(0.8, 6)
})

test('notes tell their chance, their release and how far their velocity may differ', async () => {
  const set = await readChanged(12, [
    'OffVelocity="64"',
    'OffVelocity="10" Probability="0.25" VelocityDeviation="-20"',
  ])
  const [clip] = set.tracks[0]?.arrangement ?? []
  const notes = clip?.kind === 'midi' ? clip.notes : []
  expect(notes).toEqual([
    {
      key: 60,
      beat: 0,
      beats: 1,
      velocity: 100,
      velocityDeviation: -20,
      releaseVelocity: 10,
      probability: 0.25,
    },
  ])
  expect(set.remarks).toEqual(['1 notes play by chance in Live; here they always play.'])
})

test('scenes of Live 11 and later change tempo and meter by switches', async () => {
  const { scenes } = await readChanged(12, [
    '<Name Value="Drop"/>',
    '<Name Value="Drop"/><IsTimeSignatureEnabled Value="true"/><TimeSignatureId Value="303"/>',
  ])
  expect(scenes).toEqual([
    { name: 'Verse', bpm: null, meter: null },
    { name: 'Drop', bpm: null, meter: { numerator: 7, denominator: 8 } },
  ])
})

test('scenes of Live 10 and earlier say both in their names', async () => {
  const { scenes } = await readChanged(10, ['Value="Drop"', 'Value="Drop 140 BPM 7/8"'])
  expect(scenes[1]).toEqual({
    name: 'Drop 140 BPM 7/8',
    bpm: 140,
    meter: { numerator: 7, denominator: 8 },
  })
})

test('tracks tell their input and their sends, clips their meter, files their size', async () => {
  const meter =
    '<TimeSignature><TimeSignatures><RemoteableTimeSignature><Numerator Value="3"/><Denominator Value="4"/>' +
    '</RemoteableTimeSignature></TimeSignatures></TimeSignature>'
  const input =
    '<AudioInputRouting><UpperDisplayString Value="Ext. In"/><LowerDisplayString Value="1/2"/></AudioInputRouting>'
  const sends = '<Sends><TrackSendHolder><Send><Manual Value="0.5"/></Send></TrackSendHolder></Sends>'
  const set = await readChanged(12, ['<IsWarped', `${meter}<IsWarped`])
  expect(set.tracks[1]?.arrangement[0]?.meter).toEqual({ numerator: 3, denominator: 4 })
  const routed = await readChanged(
    12,
    ['<Mixer><Speaker>', `<Mixer>${sends}<Speaker>`],
    ['<RelativePathType', '<OriginalFileSize Value="4321"/><RelativePathType'],
  )
  expect(routed.tracks[0]?.sends).toEqual([0.5])
  expect(routed.media[0]?.bytes).toBe(4321)
  const audio = '<AudioTrack Id="11">'
  const xml = draftSetXml(draft)
  const chain = xml.slice(xml.indexOf(audio)).indexOf('<DeviceChain>')
  const at = xml.indexOf(audio) + chain + '<DeviceChain>'.length
  await writeFile(join(folder, 'input.als'), xml.slice(0, at) + input + xml.slice(at))
  expect((await readSet(join(folder, 'input.als'))).tracks[1]?.input).toBe('Ext. In / 1/2')
})
