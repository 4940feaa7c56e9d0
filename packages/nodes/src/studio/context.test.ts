import { AppDocument, type StudioNow } from '@segue/protocol'
import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { context } from './context.ts'

const position = { playing: true, tempo: 120, meter: null, beats: 8, sec: 4, frame: null, fps: null }
const live = AppDocument.parse({ name: 'Nachtzug', path: '/songs/Nachtzug.als', unsaved: true, ...position })
const blender = AppDocument.parse({
  ...{ name: 'film', path: null, unsaved: null },
  ...{ ...position, playing: false, tempo: null, beats: null, sec: null, frame: 12 },
})
const studio: StudioNow = {
  name: 'Tour',
  notes: { Client: 'Nord' },
  time: { app: 'live', at: 1, ...position },
  documents: { live, blender },
}

test('gives what the clock of the project says', async () => {
  expect(await testBench().run(context, { studio })).toEqual({
    ...{ playing: true, tempo: 120, beats: 8, sec: 4 },
    ...{ document: 'Nachtzug', path: '/songs/Nachtzug.als', unsaved: true },
    studio,
  })
})

test('gives what one application says, and leaves out what it does not have', async () => {
  const said = await testBench().run(context, { studio, params: { of: 'blender' } })
  expect(said).toEqual({ playing: false, frame: 12, document: 'film', studio })
})

test('says why there is nothing', async () => {
  const bench = testBench()
  const empty: StudioNow = { name: '', notes: {}, time: null, documents: {} }
  expect(await bench.run(context, { studio: empty })).toEqual({ studio: empty })
  await bench.run(context, { studio, params: { of: 'td' } })
  expect(bench.log).toEqual(['No application tells a position.', 'TouchDesigner is not here.'])
})
