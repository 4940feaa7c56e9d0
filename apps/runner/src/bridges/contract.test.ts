import { obsAdapter } from '@segue/obs'
import { startSimulatedObs } from '@segue/simulators/obs/server'
import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import {
  adapted,
  child,
  contractBridge,
  contractTouchDesigner,
  dialling,
  memory,
} from './contract/subject.ts'

const interpreter = process.platform === 'win32' ? 'python' : 'python3'
const python = [interpreter, contractBridge]
const touchDesigner = [interpreter, contractTouchDesigner]
const obs = adapted('the OBS adapter, beside a simulated OBS', async (bridge) => {
  const simulated = await startSimulatedObs()
  const adapter = obsAdapter({ url: simulated.url, passwordFile: null }, { bridgeOf: async () => bridge })
  return { adapter, close: () => simulated.close() }
})

for (const kind of [
  memory,
  obs,
  child,
  dialling('the Python core with threads', python),
  dialling('the Python core on a timer', python, 'webSocket', { SEGUE_HOST: 'polled' }),
  dialling('the TouchDesigner bridge, simulated', touchDesigner, 'webSocket', { SEGUE_HOST: 'polled' }),
]) {
  describeRequests(kind)
  describeResults(kind)
  describeEvents(kind)
  describeLifecycle(kind)
}
