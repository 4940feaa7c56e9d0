import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudioContext } from '@segue/api'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { mimeTypes } from '@segue/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { recipeOf } from '../services/testing/chain.ts'
import { testRuns } from '../services/testing/runs.ts'
import { openStudio, type Studio } from '../services/testing/studio.ts'

/** Live and TouchDesigner are simulated under their real bridges; Blender is the stand-in. */
let studio: Studio
let setFile: string
const song: DraftSet = {
  version: 12,
  bpm: 150,
  locators: [],
  tracks: [
    {
      kind: 'midi',
      name: 'Kick',
      clips: [{ start: 0, end: 4, notes: [{ key: 36, beat: 0, beats: 0.25, velocity: 110 }] }],
    },
  ],
}
beforeAll(async () => {
  studio = await openStudio('off')
  setFile = join(studio.runner.home.root, 'Nachtzug ü.als')
  await writeFile(setFile, draftSetFile(song))
})
afterAll(() => studio[Symbol.asyncDispose]())

const service = () => studio.runner.services.studio
const appOf = ({ apps }: StudioContext, id: string) => apps.find(({ app }) => app === id)

/** Follows the studio until it looks like this. */
async function until(is: (context: StudioContext) => boolean): Promise<StudioContext> {
  const stop = new AbortController()
  for await (const context of service().changes(stop.signal)) if (is(context)) return context
  throw new Error('the studio was followed no further')
}

test('says what every application is, has open and told last', async () => {
  const { apps } = await until((context) =>
    ['live', 'td'].every((id) => appOf(context, id)?.document != null),
  )
  const [live, td, blender] = apps
  expect(live).toMatchObject({ provider: 'live@12.3.0', state: 'idle', document: { tempo: 120 } })
  expect(live?.bridge?.version).toMatch(/^\d/)
  expect(td).toMatchObject({ state: 'idle', document: { name: 'live set.toe' } })
  expect(blender).toMatchObject({ state: 'standIn', document: null })
})

test('follows the tempo, the position and the saving of the set', async () => {
  const { live } = studio
  await service().setProject({ clock: 'live', name: 'Tour' })
  await live.tell({ do: 'tempo', bpm: 133 })
  expect((await until(({ time }) => time?.tempo === 133)).project.name).toBe('Tour')
  await live.tell({ do: 'press', what: 'play' })
  const playing = await until(({ time }) => time?.playing === true && (time.beats ?? 0) > 1)
  expect(playing.time?.app).toBe('live')
  await live.tell({ do: 'press', what: 'stop' })
  const path = join(studio.runner.home.root, 'Tour.als')
  await live.tell({ do: 'save', path })
  const saved = await until((context) => appOf(context, 'live')?.document?.path === path)
  expect(appOf(saved, 'live')?.document).toMatchObject({ name: 'Tour' })
})

test('a sound that Live made and Blender took joins them, through the analysis between', async () => {
  const { runner, live } = studio
  await live.tell({ do: 'open', path: setFile })
  await until((context) => appOf(context, 'live')?.document?.tempo === song.bpm)
  const recipe = recipeOf(
    {
      export: { type: 'live.export', version: 1, name: 'Export' },
      analyse: { type: 'audio.analyze', version: 1, name: 'Analyse' },
      animate: { type: 'blender.animate', version: 1, name: 'Animate' },
    },
    ['export.audio > analyse.audio', 'analyse.channels > animate.channels'],
    {
      inputs: [
        { key: 'set', label: 'Set', type: 'file', to: [{ nodeId: 'export', port: 'set' }], required: true },
      ],
    },
  )
  const given = { name: 'Nachtzug ü.als', mime: mimeTypes.liveSet, origin: setFile }
  const set = z.json().parse(await runner.artifacts.putFile(setFile, given))
  const view = await testRuns(runner, recipe, { set }).run({})
  expect(view.head).toMatchObject({ status: 'succeeded', failures: [] })
  const { relations } = await until((context) => context.relations.length > 0)
  expect(relations).toMatchObject([
    { from: 'live', to: 'blender', kind: 'artifact', runId: view.head.runId, times: 1 },
  ])
  expect(relations[0]?.name).toMatch(/^Nachtzug ü.*\.wav › Analyse$/)
})

test('a node sees the same', async () => {
  const { runner } = studio
  const recipe = recipeOf({ now: { type: 'studio.context', version: 1, name: 'Now' } }, [])
  const { steps } = await testRuns(runner, recipe).run({})
  expect(steps[0]?.outputs).toMatchObject({ tempo: song.bpm, path: setFile, playing: false })
})
