import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { readChannels } from '@segue/media/channels/file'
import { td } from '@segue/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tdStandIn } from './index.ts'

const loop = '/usr/share/sonic-pi/samples/loop_amen_full.flac'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-td-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Serves one command as the bridge does: args and result through the schema. */
async function call(
  command: typeof td.audioIn | typeof td.info,
  args: object,
  signal = new AbortController().signal,
) {
  const handler = tdStandIn.handlers.find(({ spec }) => spec.command === command.command)
  const told: number[] = []
  const context = testContext({ signal, progress: ({ fraction = 0 }) => void told.push(fraction) })
  const result = await handler?.run(command.args.parse(args), context)
  return { result: command.result.parse(result), told }
}

it('says that it is a stand-in', async () => {
  expect((await call(td.info, {})).result).toMatchObject({ standIn: true })
})

it('writes the curves of a real loop with its tempo, and tells how far it is', async () => {
  const out = join(folder, 'curves.channels')
  const { result, told } = await call(td.audioIn, { path: loop, out, fps: { num: 24, den: 1 } })
  expect(result).toMatchObject({ path: out, bpm: 140, meta: { bpm: 140, frames: 165 } })
  const { planes, samples } = await readChannels(out)
  expect(samples).toBe(165)
  expect([...planes.keys()]).toEqual('channels' in result ? result.channels : [])
  expect(told.at(-1)).toBe(1)
})

it('keeps a tempo that is already known', async () => {
  const out = join(folder, 'known.channels')
  const time = { bpm: 70, tempoMap: [{ beat: 0, sec: 0, bpm: 70, ramp: false }] }
  const { result } = await call(td.audioIn, { path: loop, out, fps: { num: 24, den: 1 }, time })
  expect(result).toMatchObject({ bpm: 70, meta: { bpm: 70 } })
})

it('stops when it is cancelled', async () => {
  const abort = new AbortController()
  abort.abort()
  const out = join(folder, 'never.channels')
  await expect(
    call(td.audioIn, { path: loop, out, fps: { num: 24, den: 1 } }, abort.signal),
  ).rejects.toThrow()
})
