import { AbletonOscSettings, abletonOscAdapter } from '@segue/abletonosc'
import { freeUdpPort } from '@segue/osc/testing'
import { startSimulatedAbletonOsc } from '@segue/simulators/abletonosc/server'
import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import { adapted } from './contract/subject.ts'

const kind = adapted('the AbletonOSC adapter, beside a simulated AbletonOSC', async (bridge) => {
  const replyPort = await freeUdpPort()
  const simulated = await startSimulatedAbletonOsc({ replyPort, tickMs: 5 })
  const settings = AbletonOscSettings.parse({ enabled: true, port: simulated.port, replyPort })
  const adapter = abletonOscAdapter(settings, { bridgeOf: async () => bridge })
  return { adapter, close: () => simulated.close() }
})
describeRequests(kind)
describeResults(kind)
describeEvents(kind)
describeLifecycle(kind)
