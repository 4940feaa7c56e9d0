import { join } from 'node:path'
import { type SimulatedLive, startSimulatedLive } from '@segue/simulators/live/program'
import { type SimulatedTouchDesigner, startSimulatedTouchDesigner } from '@segue/simulators/td/program'
import { expect, vi } from 'vitest'
import { bridgeKey } from '../../bridges/bridgeKey.ts'
import { pipePath } from '../../bridges/door.ts'
import { Config } from '../../config/config.ts'
import { openDoors } from '../../server/openDoors.ts'
import { openTestRunner, type TestRunner } from '../../testing.ts'
import { freePort } from './freePort.ts'

/** A runner with real Blender, to which Live and TouchDesigner are connected by the bridges that people install. */
export interface Studio extends AsyncDisposable {
  runner: TestRunner
  live: SimulatedLive
  touchDesigner: SimulatedTouchDesigner
  /** Where TouchDesigner's bridge dials. */
  port: number
}

/** A busy machine takes its time. */
const slow = { timeout: 30_000 }

/** Opens all of them; Live with its demo set. `blender` is the path of the executable, `speed` how fast Live's time goes. */
export async function openStudio(blender: string, { speed = 20 } = {}): Promise<Studio> {
  await using opened = new AsyncDisposableStack()
  const { applications } = Config.parse({ applications: { blender } })
  const runner = opened.use(await openTestRunner({ applications }))
  const { home } = runner
  const port = await freePort()
  const log = { warn() {}, error() {} }
  const doors = await openDoors(runner, { home, port, webFolder: '/nowhere', log })
  opened.defer(doors.close)
  const touchDesigner = await startSimulatedTouchDesigner({ home: home.root, port })
  opened.defer(touchDesigner.close)
  const socket = join(home.root, 'run', 'bridge.sock')
  const address = process.platform === 'win32' ? `pipe:${pipePath(home.root)}` : `unix:${socket}`
  const live = await startSimulatedLive({ address, key: bridgeKey(home.root, 'live'), speed })
  opened.defer(live.close)
  await vi.waitFor(() => expect(idle(runner)).toEqual(expect.arrayContaining(['live', 'td'])), slow)
  const rooms = opened.move()
  return { runner, live, touchDesigner, port, [Symbol.asyncDispose]: () => rooms.disposeAsync() }
}

/** The applications that are connected and have nothing to do. */
const idle = ({ hub }: TestRunner) =>
  hub
    .states()
    .filter(({ state }) => state === 'idle')
    .map(({ app }) => app)
