import { AppDocument, documentTopic, obs } from '@segue/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ObsBench, openBench } from './testing.ts'

let bench: ObsBench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

test('tells the newest scene on air and in the preview', async () => {
  const told = bench.hear('scene.changed')
  await bench.call(obs.setStudioMode, {})
  await bench.call(obs.setScene, { scene: 'Break 🎛', on: 'preview' })
  await bench.call(obs.triggerTransition, {})
  expect(told).toEqual([
    { key: 'preview', data: { scene: 'Break 🎛', on: 'preview' } },
    { key: 'program', data: { scene: 'Break 🎛', on: 'program' } },
  ])
})

test('tells every step of a recording and of a stream', async () => {
  const record = bench.hear('record.state')
  const stream = bench.hear('stream.state')
  await bench.call(obs.startRecord, {})
  await bench.call(obs.pauseRecord, {})
  await bench.call(obs.stopRecord, {})
  await bench.call(obs.startStream, {})
  expect(record.map(({ data, key }) => [Object(data).state, Object(data).path, key])).toEqual([
    ['starting', null, undefined],
    ['started', '/videos/Friday night.mkv', undefined],
    ['paused', null, undefined],
    ['stopping', null, undefined],
    ['stopped', '/videos/Friday night.mkv', undefined],
  ])
  expect(stream.map(({ data }) => Object(data).state)).toEqual(['starting', 'started'])
})

test('tells the open scene collection, and its position while it records', async () => {
  const told = bench.hear(documentTopic)
  const last = () => AppDocument.safeParse(told.at(-1)?.data).data
  await expect.poll(last).toMatchObject({
    name: 'Friday night',
    playing: false,
    sec: null,
    facts: { 'On air': 'Stage', Recording: 'off', Stream: 'off' },
  })
  await bench.call(obs.startRecord, {})
  await expect.poll(last).toMatchObject({ playing: true, sec: 2, facts: { Recording: 'on' } })
  const before = told.length
  await expect.poll(() => told.length).toBeGreaterThan(before + 1)
  await bench.call(obs.pauseRecord, {})
  await expect.poll(last).toMatchObject({ playing: false, facts: { Recording: 'paused' } })
  bench.obs.world.collection = 'Saturday'
  bench.obs.emit('CurrentSceneCollectionChanged', 2, { sceneCollectionName: 'Saturday' })
  await expect.poll(last).toMatchObject({ name: 'Saturday' })
  expect(told.every(({ key }) => key === 'document')).toBe(true)
})
