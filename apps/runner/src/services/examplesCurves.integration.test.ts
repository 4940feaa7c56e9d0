import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { frameOfSec } from '@segue/media/analysis/curve'
import { readChannels } from '@segue/media/channels/file'
import { readMidi } from '@segue/media/channels/midiFile'
import { readSound } from '@segue/media/sound/open'
import { ArtifactRef } from '@segue/protocol'
import { decodeScene } from '@segue/standins/blender/openScene'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRunner } from '../testing.ts'
import { examplesFolder } from './samples.ts'
import { openExamples, shownBy, through } from './testing/examples.ts'
import { testRuns } from './testing/runs.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openExamples()
})
afterAll(() => runner[Symbol.asyncDispose]())

const media = (name: string) => join(examplesFolder, 'media', name)
const pathOf = (value: unknown) => runner.artifacts.path(ArtifactRef.parse(value))
const curvesOf = async (value: unknown) => readChannels(await pathOf(value))
const sceneOf = async (value: unknown) => decodeScene(await readFile(await pathOf(value)), 'scene')
const none = new Float32Array()

test('Stems to film: each part of the picture follows its stem, and the stems together are the sound', async () => {
  const view = await through(runner, 'stems-to-film')
  const { planes } = await curvesOf(view.head.outputs.curves)
  const same = { low: 'drums.low', high: 'drums.high', loudness: 'bass.loudness', mid: 'chords.mid' }
  for (const [name, of] of Object.entries(same)) {
    expect(planes.get(name)).toEqual(planes.get(of))
    expect(Math.max(...(planes.get(name) ?? none))).toBeGreaterThan(0.5)
  }
  expect(planes.get('drums.low')).not.toEqual(planes.get('bass.low'))

  const { planes: mix } = await readSound(await pathOf(shownBy(view, 'mix').audio))
  const stems = await Promise.all(
    ['drums', 'bass', 'chords'].map(async (stem) => (await readSound(media(`demo-${stem}.flac`))).planes),
  )
  const gain = (at: number) => (mix[0]?.[at] ?? 0) / stems.reduce((sum, [left]) => sum + (left?.[at] ?? 0), 0)
  const loud = [...(mix[0]?.keys() ?? [])].filter((at) => Math.abs(mix[0]?.[at] ?? 0) > 0.3)
  expect(loud.length).toBeGreaterThan(1000)
  const lowered = gain(loud[0] ?? 0)
  expect(lowered).toBeLessThanOrEqual(1.0001)
  for (const at of loud) expect(gain(at)).toBeCloseTo(lowered, 3)
  expect(ArtifactRef.parse(view.head.outputs.film).meta.codec).toBe('h264+aac')
})

test('Notes to motion: every kick of the MIDI file throws its wave on its own frame, as high as it was played', async () => {
  const view = await through(runner, 'notes-to-motion', { inputs: { seconds: 3 } })
  const { planes, rate } = await curvesOf(view.head.outputs.curves)
  const low = planes.get('low') ?? none
  const { tracks } = await readMidi(media('demo-notes.mid'))
  const kicks = tracks.find(({ name }) => name === 'Kick')?.notes.filter(({ startSec }) => startSec < 3) ?? []
  expect(kicks).toHaveLength(7)
  const struck = kicks.map(({ startSec }) => frameOfSec(rate, startSec))
  for (const [i, frame] of struck.entries()) {
    expect(low[frame]).toBeCloseTo((kicks[i]?.velocity ?? 0) / 127, 3)
    expect(low[frame - 1] ?? 0).toBeLessThan(0.5 * (low[frame] ?? 0))
  }
  expect(low.filter((value, i) => value > (low[i - 1] ?? 0) + 0.05)).toHaveLength(kicks.length)

  const { tracks: moved } = await sceneOf(shownBy(view, 'animate').scene)
  const core = moved?.planes.get('core:scale:0') ?? none
  const peaks = [...core.keys()].filter(
    (i) =>
      (core[i] ?? 0) > 1.01 && (core[i] ?? 0) > (core[i - 1] ?? 0) && (core[i] ?? 0) >= (core[i + 1] ?? 0),
  )
  expect(peaks.length).toBeGreaterThan(2)
  for (const peak of peaks) expect(struck).toContain(peak)
})

test('There and back: sound and scene wait for nobody, and what TouchDesigner heard moves the marked scene', async () => {
  const runs = testRuns(runner, { id: 'rcp_there-and-back' }, { seconds: 1, height: 90 })
  const made = async (nodeId: string) => {
    const { steps } = await runs.run({ target: { part: 'to', nodeIds: [nodeId] } })
    return steps.flatMap((step) => (step.status === 'succeeded' ? step.nodeId : [])).sort()
  }
  expect(await made('mark')).toEqual(['locators', 'mark', 'scene'])
  expect(await made('hear')).toEqual(['hear', 'sound'])
  const { head, steps } = await through(runner, 'there-and-back')
  expect(steps.filter(({ lane }) => lane === 'td').map(({ nodeId }) => nodeId)).toEqual(['hear'])

  const scene = await sceneOf(head.outputs.scene)
  expect(scene.markers.map(({ name, frame }) => `${name} ${frame}`)).toEqual([
    'Intro 1',
    'Build 94',
    'Drop 187',
    'Break 373',
    'Outro 419',
  ])
  const heard = await curvesOf(head.outputs.curves)
  const loud = heard.planes.get('low') ?? none
  const core = scene.tracks?.planes.get('core:scale:0') ?? none
  expect(core).toHaveLength(loud.length)
  expect(Math.max(...core)).toBeGreaterThan(1.01)
  const film = ArtifactRef.parse(head.outputs.film)
  expect(film).toMatchObject({ name: 'There and Back.mp4', meta: { frames: 24, standIn: 'blender' } })
  expect(film.meta.remarks).toContain('Curves analysed by Segue, not by TouchDesigner.')
})
