import { type AppId, type ArtifactRef, type Commands, commands } from '@segue/protocol'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Application, ApplicationConnection } from './application.ts'
import { applicationOf } from './application.ts'
import type { AppCall, AppsClient } from './apps.ts'

/** Applications whose calls are only written down. */
function written() {
  const calls: [AppCall, AbortSignal | undefined][] = []
  const apps: Partial<AppsClient> = {
    call: async (request, signal) => void calls.push([request, signal]),
    events: async (topics, { onData, signal }) => {
      onData({ app: 'live', topic: topics[0]?.topic ?? '', seq: 1, data: 1 })
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      calls.push([{ app: 'live', command: 'events ended' }, undefined])
    },
  }
  return { calls, apps: apps as AppsClient }
}

test('a method sends its command by the name on the wire', async () => {
  const { calls, apps } = written()
  const live = applicationOf(apps, 'live')
  const { signal } = new AbortController()
  await live.setTempo({ bpm: 128 })
  await live.deleteTrack({ track: 'Bass' }, { confirm: true, idempotencyKey: 'k', signal })
  await live.listTracks()
  expect(calls).toEqual([
    [{ app: 'live', command: 'tempo.set', args: { bpm: 128 } }, undefined],
    [
      { app: 'live', command: 'track.delete', args: { track: 'Bass' }, confirm: true, idempotencyKey: 'k' },
      signal,
    ],
    [{ app: 'live', command: 'track.list', args: {} }, undefined],
  ])
})

test.each(Object.keys(commands) as AppId[])('every command of %s has its method', (app) => {
  const application = applicationOf(written().apps, app)
  for (const name of Object.keys(commands[app])) expect(Reflect.get(application, name)).toBeTypeOf('function')
  for (const name of ['connection', 'connect', 'disconnect', 'on', 'watch'])
    expect(Object.keys(commands[app])).not.toContain(name)
})

test('listening ends when the returned function is called', async () => {
  const { calls, apps } = written()
  const heard: unknown[] = []
  const stop = applicationOf(apps, 'live').on('transport', ({ data }) => heard.push(data))
  expect(heard).toEqual([1])
  stop()
  await Promise.resolve()
  expect(calls.map(([{ command }]) => command)).toEqual(['events ended'])
})

test('a runner that ends the listening says why', async () => {
  const apps: Partial<AppsClient> = { watch: () => Promise.reject(new Error('gone')) }
  const failure = await new Promise((resolve) =>
    applicationOf(apps as AppsClient, 'td').watch(() => {}, resolve),
  )
  expect(failure).toMatchObject({ failure: { message: 'gone' } })
})

describe('types', () => {
  type Live = Application<'live'>
  type Blender = Application<'blender'>

  test('args and answers are those of the contracts', () => {
    expectTypeOf<Parameters<Live['setTempo']>[0]>().toEqualTypeOf<{ bpm: number }>()
    expectTypeOf<Awaited<ReturnType<Live['setTempo']>>>().toEqualTypeOf<{ bpm: number }>()
    expectTypeOf<Application<'td'>['createOperator']>().parameter(0).toHaveProperty('type')
    expectTypeOf<Application<'obs'>['setScene']>().parameter(0).toHaveProperty('scene')
    expectTypeOf<Application<'osc'>['sendMessage']>().parameter(0).toHaveProperty('address')
    expectTypeOf<Application<'midi'>>().toHaveProperty('playNote')
  })

  test('args may be left out where all have a default, and only there', () => {
    expectTypeOf<[]>().toExtend<Parameters<Live['play']>>()
    expectTypeOf<[]>().not.toExtend<Parameters<Live['setTempo']>>()
  })

  test('what a command reads is a stored file', () => {
    type Given = Parameters<Live['createAudioClip']>[0]
    expectTypeOf<ArtifactRef>().toExtend<Given['file']>()
    expectTypeOf<string>().not.toExtend<Given['file']>()
  })

  test('what a command makes is left out, and comes back as a stored file', () => {
    expectTypeOf<NonNullable<Parameters<Blender['renderStill']>[0]>>().not.toHaveProperty('path')
    expectTypeOf<Awaited<ReturnType<Blender['renderStill']>>['path']>().toEqualTypeOf<ArtifactRef>()
    expectTypeOf<Awaited<ReturnType<Blender['renderFrames']>>['dir']>().toEqualTypeOf<ArtifactRef>()
    expectTypeOf<Awaited<ReturnType<Live['bounce']>>['out']>().toEqualTypeOf<ArtifactRef[]>()
  })

  test('no command takes the name of what connects', () => {
    type Names = { [App in AppId]: Extract<keyof Commands[App], keyof ApplicationConnection> }[AppId]
    expectTypeOf<Names>().toEqualTypeOf<never>()
  })
})
