import { afterAll, describe, expect, test } from 'vitest'
import { drive } from './contract/driver.ts'
import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import { windowed } from './contract/windowed.ts'
import { hasScreen } from './contract/windowedBlender.ts'
import { findBlender } from './findBlender.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
if (found === null) throw new Error('This suite examines real Blender, and there is none.')
if (!hasScreen && process.env.CI === 'true') throw new Error('This suite needs a screen: install Xvfb.')

const title = hasScreen ? 'with a window' : 'with a window: skipped, because Xvfb is not here'
describe.skipIf(!hasScreen)(title, () => {
  const kind = windowed(`Blender ${found.version} with its window`, found.path)
  afterAll(kind.close)
  describeRequests(kind)
  describeResults(kind)
  describeEvents(kind)
  describeLifecycle(kind)

  test('a Blender that is started again in the middle of a call is another session and owes nothing', async () => {
    const key = Buffer.alloc(32, 7)
    const dies = await kind.start(key)
    const first = await drive(await dies.accept(), { key })
    const id = first.request('test.stall', { ms: 60_000 })
    await first.until((one): one is typeof one => one.t === 'ping' && one.busy_with === 'test.stall')
    process.kill(first.peer.app.pid, 'SIGKILL')
    await first.closed
    await dies.ended
    expect(first.messages.filter((one) => one.t === 'result' && one.id === id)).toEqual([])
    const next = await kind.start(key)
    const second = await drive(await next.accept(), { key })
    expect(second.peer.session).not.toBe(first.peer.session)
    expect(second.peer.inflight ?? []).toEqual([])
    expect(await second.outcome(second.request('test.echo', { text: 'a' }))).toMatchObject({ length: 1 })
    next.stop()
    await next.ended
  })
})
