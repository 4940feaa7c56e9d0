import { writeFile } from 'node:fs/promises'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { fail, failureOf, live, mimeTypes } from '@segue/protocol'
import { describe, expect, it } from 'vitest'
import type { BridgeUse } from '../bridgeUse.ts'
import { testBench } from '../testing.ts'
import { exportSound } from './export.ts'

const bench = testBench()

/** Eight bars of four beats at 120 BPM: a bar lasts two seconds. */
const song: DraftSet = {
  version: 12,
  bpm: 120,
  locators: [{ beat: 8, name: 'Drop' }],
  tracks: [
    {
      kind: 'midi',
      name: 'Lead',
      clips: [{ start: 0, end: 32, notes: [{ key: 60, beat: 0, beats: 1, velocity: 100 }] }],
    },
  ],
}

/** The song as a file, which its person knows under this path. */
async function given(draft: DraftSet = song) {
  const path = bench.file(`${crypto.randomUUID()} ü.als`)
  await writeFile(path, draftSetFile(draft))
  const set = await bench.save(path, { mime: mimeTypes.liveSet, name: 'Song.als' })
  bench.origins.set(set.artifactId, path)
  return { set, path }
}

const lead = {
  track: 'track:1',
  index: 0,
  name: 'Lead',
  kind: 'midi',
  color: '#ffffff',
  group: null,
} as const
const mixer = { arm: false, mute: false, solo: false, monitoring: 'auto', volume: 0.85, pan: 0, sends: [] }

/** A Live with a set open, which records a tone of the asked length and a little more. */
function openLive(open: Record<string, unknown>) {
  const asked: Record<string, unknown>[] = []
  const bridge: BridgeUse = {
    provider: 'live@12.3.0',
    standIn: false,
    async call(command, args, onProgress) {
      if (command.command === live.snapshot.command) {
        const set = { name: '', path: null, tempo: 120, meter: { num: 4, den: 4 }, playing: false, beats: 0 }
        const loop = { on: false, start: 0, length: 4 }
        const things = { tracks: [{ ...lead, ...mixer }], scenes: [], clips: [], locators: [] }
        return command.result.parse({ ...set, lengthBeats: 32, loop, metronome: false, ...things, ...open })
      }
      const { out, from, to, source, tracks, unattended, expectedSet } = live.bounce.args.parse(args)
      asked.push({ command: command.command, from, to, source, tracks, unattended, expectedSet })
      onProgress?.({ fraction: 0.5, message: 'Beat 2 of 4', data: null })
      const seconds = ((to ?? 32) - from) / 2
      const tone = Float32Array.from({ length: (seconds + 0.4) * 48_000 }, (_, i) => Math.sin(i / 20) / 2)
      const path = `${out}.wav`
      await writeWav(path, [tone, tone], { sampleRate: 48_000, bits: 24 })
      const file = { track: null, name: 'Main', path, bytes: 1, sha256: '', seconds, sampleRate: 48_000 }
      return command.result.parse({ files: [file], tempo: 120, from, to, warnings: ['A clip took over.'] })
    },
  }
  return { asked, bridge }
}
const failed = (running: Promise<unknown>) => running.then(() => null, failureOf)

describe('live.export with the real Live', () => {
  it('records the asked bars in real time and cuts the rest off', async () => {
    const { set, path } = await given()
    const { asked, bridge } = openLive({ path })
    const said: string[] = []
    const { audio } = await bench.run(exportSound, {
      params: { from: 'locator:Drop', to: '5 bars' },
      inputs: { set },
      bridges: { live: bridge },
      onProgress: (_, message) => void said.push(message),
    })
    expect(asked).toEqual([
      {
        ...{ command: 'bounce.realtime', from: 8, to: 20, source: 'arrangement', tracks: [] },
        ...{ unattended: false, expectedSet: null },
      },
    ])
    expect(audio).toMatchObject({ mime: 'audio/wav', name: 'Song.wav' })
    expect(audio.meta).toMatchObject({ bpm: 120, offsetSec: 4, durationSec: 6, sampleRate: 48_000 })
    expect(audio.meta.locators).toContainEqual(expect.objectContaining({ name: 'Drop', sec: 4 }))
    expect(audio.meta.standIn).toBeUndefined()
    expect(said).toContain('Beat 2 of 4')
    expect(bench.log).toContain('A clip took over.')
    const { facts, planes } = await readSound(bench.path(audio))
    expect(facts.durationSec).toBeCloseTo(6, 4)
    expect(planes[0]?.[0]).toBe(0)
    expect(Math.abs(planes[0]?.at(-1) ?? 1)).toBeLessThan(0.001)
  })

  it('waits while another set is open, and says which one it needs', async () => {
    const { set } = await given()
    const run = (open: Record<string, unknown>) => {
      const { asked, bridge } = openLive(open)
      return {
        asked,
        failure: failed(bench.run(exportSound, { inputs: { set }, bridges: { live: bridge } })),
      }
    }
    const { asked, failure } = run({ path: '/music/Other.als', name: 'Other' })
    expect(await failure).toMatchObject({
      code: 'export.other_set',
      kind: 'environment',
      message: 'Live has “Other” open, not “Song.als”.',
      hint: 'Open “Song.als” in Live, then try again.',
    })
    expect(asked).toEqual([])
    expect(await run({ name: 'Untitled' }).failure).toMatchObject({ code: 'export.other_set' })
    const tracks = [{ ...lead, ...mixer, name: 'Bass' }]
    expect(await run({ tracks }).failure).toMatchObject({ code: 'export.other_set' })
  })

  it('knows the set by its name, or by its tracks where Live tells neither', async () => {
    const { set } = await given()
    bench.origins.delete(set.artifactId)
    for (const open of [{ path: '/music/Song.als' }, { name: 'Song' }, {}]) {
      const { asked, bridge } = openLive(open)
      await bench.run(exportSound, { inputs: { set }, bridges: { live: bridge }, params: { to: '1 bar' } })
      expect(asked).toHaveLength(1)
    }
  })

  it('asks Live to refuse while somebody may work there, when the run started by itself', async () => {
    const { set, path } = await given()
    const { asked, bridge } = openLive({ path })
    const started = { inputs: { set }, bridges: { live: bridge }, params: { to: '1 bar' }, unattended: true }
    await bench.run(exportSound, started)
    expect(asked).toEqual([expect.objectContaining({ unattended: true, expectedSet: path })])
    const busy = fail({
      code: 'bridge.app_busy',
      message: 'Live plays.',
      hint: 'Stop it.',
      kind: 'transient',
    })
    const used: BridgeUse = {
      ...bridge,
      call: (command, ...rest) =>
        command.command === live.bounce.command ? Promise.reject(busy) : bridge.call(command, ...rest),
    }
    expect(await failed(bench.run(exportSound, { ...started, bridges: { live: used } }))).toMatchObject({
      ...{ code: 'export.live_in_use', kind: 'environment', message: 'Live plays.' },
    })
    bench.origins.delete(set.artifactId)
    expect(await failed(bench.run(exportSound, started))).toMatchObject({ code: 'export.place_unknown' })
  })

  it('refuses a set whose tempo was changed since it was saved', async () => {
    const { set, path } = await given()
    const { bridge } = openLive({ path, tempo: 128.000001 })
    const failure = await failed(bench.run(exportSound, { inputs: { set }, bridges: { live: bridge } }))
    expect(failure).toMatchObject({ code: 'export.changed_set', kind: 'input', port: 'set' })
    expect(failure?.message).toBe('“Song.als” says 120 BPM, but the open set plays at 128.')
  })

  it('records although there is a master when it is asked to, and cannot sketch', async () => {
    const { set, path } = await given()
    const { bridge } = openLive({ path })
    const audio = await bench.save(Buffer.from('a master'), { mime: 'audio/wav', name: 'master.wav' })
    const run = (how: 'record' | 'sketch', inputs: object) =>
      bench.run(exportSound, { params: { how, to: '1 bar' }, inputs, bridges: { live: bridge } })
    expect((await run('record', { audio, set })).audio.meta.durationSec).toBeCloseTo(2, 4)
    expect(await failed(run('sketch', { set }))).toMatchObject({ code: 'export.no_sketch', kind: 'input' })
    expect(await failed(run('record', { audio }))).toMatchObject({ code: 'export.no_set', port: 'set' })
  })
})

describe('what a plan says of live.export', () => {
  const told = async (provider: string, params: object, inputs: object) =>
    exportSound.foresee?.(bench.look(exportSound, { provider, params, inputs }))

  it('is how long it takes', async () => {
    const { set } = await given()
    const audio = await bench.save(Buffer.from('a master'), { mime: 'audio/wav', name: 'master.wav' })
    expect(await told('live@12.3.0', {}, { set })).toBe('records 0:16 in real time')
    expect(await told('live@12.3.0', { from: '2 bars', seconds: 3 }, { set })).toBe(
      'records 0:03 in real time',
    )
    expect(await told('standin:live@1', {}, { set })).toMatch(/^about \d+ s$/)
    expect(await told('live@12.3.0', {}, { set, audio })).toBeNull()
  })

  it('is why it cannot be', async () => {
    const { set } = await given()
    expect(await told('standin:live@1', { how: 'record' }, { set })).toContain(
      'stops: This run has a stand-in',
    )
  })
})
