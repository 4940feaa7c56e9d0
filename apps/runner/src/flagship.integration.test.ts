import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRequest } from '@segue/api'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { measureSound } from '@segue/media/analysis/analyze'
import { readChannels } from '@segue/media/channels/file'
import { extractSound } from '@segue/media/film/extractSound'
import { probeFilm } from '@segue/media/film/probe'
import { openSound } from '@segue/media/sound/open'
import { ArtifactRef, mimeTypes, type RunView } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { findBlender } from './bridges/findBlender.ts'
import { plantStarters } from './services/samples.ts'
import { testRuns } from './services/testing/runs.ts'
import { openStudio, type Studio } from './services/testing/studio.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
if (found === null) throw new Error('This test is about real Blender, and there is none.')

/** A beat lasts 0.4 seconds, the song six of them. */
const beatSec = 0.4
const songSec = 6 * beatSec
const kicks = [0, 1, 2.5, 4, 5]
const kickSecs = kicks.map((beat) => beat * beatSec)
const notes = kicks.map((beat) => ({ key: 36, beat, beats: 0.25, velocity: 110 }))
const song: DraftSet = {
  version: 12,
  bpm: 60 / beatSec,
  locators: [{ beat: 4, name: 'Drop' }],
  tracks: [{ kind: 'midi', name: 'Kick drum', clips: [{ start: 0, end: 6, notes }] }],
}
/** How far from its beat a kick may be heard, in seconds. */
const tolerance = 0.05

let studio: Studio
let songFile: string
beforeAll(async () => {
  studio = await openStudio(found.path)
  const { runner } = studio
  await plantStarters(runner.db, runner.artifacts)
  songFile = join(runner.home.root, 'Kick song ü.als')
  await writeFile(songFile, draftSetFile(song))
})
afterAll(() => studio[Symbol.asyncDispose]())

/** Beat film without a master: its sound has to come from Live. */
async function songFilm(): Promise<RunRequest> {
  const given = { name: 'Kick song ü.als', mime: mimeTypes.liveSet, origin: songFile }
  const set = await studio.runner.artifacts.putFile(songFile, given)
  return {
    recipe: { id: 'rcp_beat-film' },
    inputs: { audio: null, set: z.json().parse(set), width: 160, height: 90 },
  }
}

const stepOf = ({ steps }: RunView, nodeId: string) => steps.find((step) => step.nodeId === nodeId)
const fileOf = (view: RunView, nodeId: string, port: string) =>
  ArtifactRef.parse(stepOf(view, nodeId)?.outputs[port])

/** The largest distance between the moments of two lists that belong together. */
const apart = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((sec, at) => Math.abs(sec - (others[at] ?? Infinity))))

async function onsetsOf(film: string) {
  const out = join(studio.runner.home.root, 'heard.wav')
  const signal = new AbortController().signal
  await extractSound(film, { out, as: 'wav', name: 'the film', signal, onProgress() {} })
  return (await measureSound(await openSound(out))).onsets.all.map(({ sec }) => sec)
}

/** Seconds of the film frames at which the curves count one more hit. */
async function hitsOf(curves: ArtifactRef) {
  const { planes, rate } = await readChannels(await studio.runner.artifacts.path(curves))
  const counts = planes.get('onsetIndex') ?? new Float32Array()
  return [...counts].flatMap((count, at) =>
    count > (counts[at - 1] ?? 0) ? [(at * rate.den) / rate.num] : [],
  )
}

test('Beat film waits for its set, is played by Live, heard by TouchDesigner and rendered by Blender', async () => {
  const { runner, live } = studio
  const request = await songFilm()
  const runs = testRuns(runner, request.recipe, request.inputs)
  expect((await runs.plan({})).export?.join(' ')).toContain('records 0:03 in real time')

  const { runId } = await runner.services.runs.start(request)
  const waiting = await runs.until(runId, (view) => stepOf(view, 'export')?.status === 'blocked')
  expect(stepOf(waiting, 'export')?.reason).toContain('open, not “Kick song ü.als”')
  await live.tell({ do: 'open', path: songFile })
  const view = await runs.until(runId, ({ head }) => head.endedAt !== null)
  expect(view.head).toMatchObject({ status: 'succeeded', failures: [] })
  const providers = { live: 'live@12.3.0', blender: `blender@${found.version}` }
  expect(runner.host.runs.facts(runId).providers).toMatchObject(providers)
  expect(runner.host.runs.facts(runId).providers.td).toMatch(/^td@20/)
  const report = await runner.services.runs.report(runId)
  expect(report.steps.map(({ nodeId, standIn, cached }) => ({ nodeId, standIn, cached }))).toEqual(
    ['export', 'analyse', 'animate', 'render', 'film', 'deliver'].map((nodeId) => ({
      nodeId,
      ...{ standIn: false, cached: false },
    })),
  )

  const sound = fileOf(view, 'export', 'audio').meta
  expect(sound).toMatchObject({ bpm: song.bpm, offsetSec: 0, locators: [{ name: 'Drop', beat: 4 }] })
  expect(sound.durationSec).toBeCloseTo(songSec, 2)
  const curves = fileOf(view, 'analyse', 'channels')
  expect(curves.meta).toMatchObject({ bpm: song.bpm, frames: 58, remarks: [] })
  const hits = await hitsOf(curves)
  expect(hits).toHaveLength(kicks.length)
  expect(apart(hits, kickSecs)).toBeLessThan(tolerance)

  const film = report.outputs.film
  const path = film !== undefined && 'path' in film ? film.path : ''
  const facts = await probeFilm(path)
  expect(facts.mime).toMatch(/^video\/mp4; codecs="avc1.*mp4a/)
  expect(facts.video).toMatchObject({ width: 160, height: 90, frames: 58, fps: { num: 24, den: 1 } })
  expect(facts.sound?.durationSec).toBeCloseTo(songSec, 1)
  const onsets = await onsetsOf(path)
  expect(onsets).toHaveLength(kicks.length)
  expect(apart(onsets, kickSecs)).toBeLessThan(tolerance)

  const tracks = { tracks: ['Kick drum'], serious: [], complaints: [] }
  expect(await live.tell({ do: 'ask' })).toMatchObject(tracks)
})
