import { fileURLToPath } from 'node:url'
import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import { dialling } from './contract/subject.ts'

const interpreter = process.platform === 'win32' ? 'python' : 'python3'
/** The commands of the suite, served by the Remote Script inside the simulated Live. */
const script = fileURLToPath(new URL('../../../../bridges/ableton/tests/contract_live.py', import.meta.url))

const kind = dialling('the Live bridge, simulated', [interpreter, script], 'port', { SEGUE_HOST: 'polled' })
describeRequests(kind)
describeResults(kind)
describeEvents(kind)
describeLifecycle(kind)
