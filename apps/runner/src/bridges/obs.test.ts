import { failureOf, obs } from '@segue/protocol'
import { type SimulatedObs, startSimulatedObs } from '@segue/simulators/obs/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Config } from '../config/config.ts'
import type { Runner } from '../runner.ts'
import { openTestRunner } from '../testing.ts'

let simulated: SimulatedObs
beforeEach(async () => {
  simulated = await startSimulatedObs({ password: 'secret' })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await simulated.close()
})
const applications = (url: string | null) =>
  Config.parse({ applications: { blender: 'off', obs: { url } } }).applications
const stateOf = (runner: Runner) => runner.hub.states().find(({ app }) => app === 'obs')

test('OBS answers through the hub, tells its scenes, and is missed when it closes', async () => {
  vi.stubEnv('SEGUE_OBS_PASSWORD', 'secret')
  await using runner = await openTestRunner({ applications: applications(simulated.url) })
  const heard: unknown[] = []
  runner.hub.subscribe('obs', 'scene.changed', ({ data }) => heard.push(data))
  await expect.poll(() => stateOf(runner)?.state).toBe('idle')
  const bridge = await runner.hub.use('obs')
  expect(bridge).toMatchObject({ provider: 'obs@30.2.3', standIn: false })
  expect(await bridge.call(obs.setScene, { scene: 'Break 🎛' })).toMatchObject({ scene: 'Break 🎛' })
  await expect.poll(() => heard).toEqual([{ scene: 'Break 🎛', on: 'program' }])
  await expect
    .poll(() => runner.hub.connection('obs').document)
    .toMatchObject({ name: 'Friday night', facts: { 'On air': 'Break 🎛' } })

  simulated.ignore.add('GetVersion')
  simulated.ignore.add('GetSourceScreenshot')
  const shooting = bridge.call(obs.takeScreenshot, { path: '/nowhere/a.png' }).then(() => null, failureOf)
  await expect.poll(() => simulated.asked).toContain('GetSourceScreenshot')
  simulated.drop(1001)
  expect(await shooting).toMatchObject({ code: 'bridge.disconnected', kind: 'transient' })
})

test('a wrong password is what the state says', async () => {
  vi.stubEnv('SEGUE_OBS_PASSWORD', 'wrong')
  await using runner = await openTestRunner({ applications: applications(simulated.url) })
  await expect.poll(() => stateOf(runner)?.detail).toContain('refused the password')
  expect(stateOf(runner)?.state).toBe('absent')
  expect(JSON.stringify(runner.hub.states())).not.toContain('wrong')
})

test('OBS is off until a person says where it is', async () => {
  await using runner = await openTestRunner({ applications: applications(null) })
  expect(stateOf(runner)).toMatchObject({ state: 'absent', detail: '' })
  expect(simulated.greeted()).toBe(0)
})
