import { freeUdpPort } from '@segue/osc/testing'
import { startSimulatedAbletonOsc } from '@segue/simulators/abletonosc/server'
import { expect, test } from 'vitest'
import { examine } from '../cli/doctor/examine.ts'
import { Config } from '../config/config.ts'
import { openTestRunner } from '../testing.ts'

test('the doctor looks through AbletonOSC: what it says, something to read, something to change and put back', async () => {
  const replyPort = await freeUdpPort()
  const osc = await startSimulatedAbletonOsc({ replyPort, tickMs: 5 })
  const abletonOsc = { enabled: true, port: osc.port, replyPort }
  const { applications } = Config.parse({ applications: { blender: 'off', abletonOsc } })
  await using runner = await openTestRunner({ applications })
  await expect.poll(() => runner.hub.connection('live').bridge?.name, { timeout: 20_000 }).toBe('AbletonOSC')
  const { apps, system } = runner.services
  const call: Parameters<typeof examine>[0]['apps']['call'] = ({ args = {}, ...request }) =>
    apps.call({ ...request, args }, new AbortController().signal)
  const report = await examine({ live: true, states: system.apps, apps: { ...apps, call } }, 'live')
  expect(report).toMatchObject({
    bridge: { name: 'AbletonOSC', version: '12.1' },
    about: { version: '12.1', standIn: false, missing: expect.arrayContaining(['bounce.realtime']) },
    read: { ok: true, said: expect.stringContaining('4 tracks') },
    write: { ok: true, said: 'Metronome: false → true → false' },
  })
  await osc.close()
})
