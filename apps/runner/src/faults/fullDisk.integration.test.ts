import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { failureOf, type RunView } from '@segue/protocol'
import { afterEach, expect, test } from 'vitest'
import { recipeOf } from '../services/testing/chain.ts'
import { type Lab, openLab } from './lab.ts'
import { shapes, stub } from './shapes.ts'
import { openSmallDisk, type SmallDisk } from './smallDisk.ts'
import type { StubProcess } from './stubProcess.ts'

const mebibyte = 1 << 20
const slow = { timeout: 30_000 }
let disk: SmallDisk | null = null
let lab: Lab
let runner: StubProcess
afterEach(async () => {
  await lab.remove()
  disk?.remove()
  disk = null
})

/** A lab whose home is on a small disk; the test is skipped where nobody may mount one. */
function onSmallDisk(skip: (why: string) => never): SmallDisk {
  disk = openSmallDisk(16 * mebibyte) ?? skip('mounting a small disk takes Linux and its administrator')
  lab = openLab(join(disk.folder, 'home'))
  return disk
}
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ok',
    (error) => failureOf(error).code,
  )
const large = { ...stub('repeat'), params: { bytes: 8 * mebibyte } }
const view = (runId: string) => runner.call<RunView>('view', runId)
const stepOf = async (runId: string) => (await view(runId)).steps.find(({ nodeId }) => nodeId === 'a')

const incoming = () => readdirSync(join(lab.root, 'artifacts', 'incoming'))

async function start(nodes: Parameters<typeof recipeOf>[0]): Promise<string> {
  const recipe = recipeOf(nodes, [])
  const { runId } = await runner.call<{ runId: string }>('runs.start', { recipe, inputs: {} })
  lab.memory.accept(runId)
  return runId
}

test('R06 a full disk refuses new runs by name, parks nothing, and comes back when there is room', async ({
  skip,
}) => {
  const small = onSmallDisk(skip)
  runner = await lab.start()
  for (let times = 0; times < 2; times++) {
    const going = await lab.run(runner, 'chain', 200)
    small.fill()
    await expect
      .poll(() => codeOf(runner.call('runs.start', { recipe: shapes.chain(0), inputs: {} })), slow)
      .toBe('store.full')
    expect((await view(going)).head.status).toBe('running')
    small.free()
    await expect.poll(() => codeOf(lab.run(runner, 'chain')), slow).toBe('ok')
    for (const { status } of await lab.settle(runner)) expect(status).toBe('succeeded')
  }
  small.fill()
  await runner.kill()
  await expect(lab.start()).rejects.toMatchObject({ failure: { code: 'store.full' } })
  small.free()
  runner = await lab.start()
  await lab.settle(runner)
  await runner.close()
  lab.check()
})

test('R07 a file that the disk has no room for leaves nothing behind; its step waits and goes on by itself', async ({
  skip,
}) => {
  const small = onSmallDisk(skip)
  runner = await lab.start()
  small.fill(4 * mebibyte)
  const big = await start({ a: large })
  await expect.poll(async () => (await stepOf(big))?.status, slow).toBe('blocked')
  expect(await stepOf(big)).toMatchObject({ reason: expect.stringContaining('no space left') })
  expect(incoming()).toEqual([])
  const other = await start({ a: stub('repeat') })
  await expect.poll(async () => (await view(other)).head.status, slow).toBe('succeeded')
  small.free()
  lab.memory.allow(`${big}/a`)
  await lab.settle(runner)
  expect(await stepOf(big)).toMatchObject({ status: 'succeeded', attempt: 1 })
  await runner.close()
  lab.check()
})

test.skipIf(process.platform !== 'linux')(
  'R07 a file that may not grow so large is a full disk, too; what must not run twice is unknown',
  async () => {
    lab = openLab()
    runner = await lab.start({ maxFileBytes: 4 * mebibyte })
    const [runId, once] = [await start({ a: large }), await start({ a: { ...large, type: 'stub.once' } })]
    await expect.poll(async () => (await stepOf(runId))?.status, slow).toBe('blocked')
    expect(await stepOf(runId)).toMatchObject({ reason: expect.stringContaining('no space left') })
    expect(incoming()).toEqual([])
    await expect.poll(async () => (await stepOf(once))?.status, slow).toBe('unknown')
    expect((await view(once)).log.map((line) => line.text)).toContainEqual(
      expect.stringContaining('no space left'),
    )
    expect(lab.effects().filter(({ key }) => key === `${once}/a`)).toHaveLength(1)
    const other = await start({ a: stub('repeat') })
    await expect.poll(async () => (await view(other)).head.status, slow).toBe('succeeded')
    await runner.kill()

    lab.memory.allow(`${runId}/a`)
    runner = await lab.start()
    await lab.settle(runner, 'done')
    expect((await view(runId)).head.status).toBe('succeeded')
    await runner.close()
    lab.check()
  },
)
