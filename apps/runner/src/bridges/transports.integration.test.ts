import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import { contractBridge, dialling, inheriting, type SubjectKind } from './contract/subject.ts'

const python = [process.platform === 'win32' ? 'python' : 'python3', contractBridge]

/** The Python core over everything that can carry it, beside what `contract.test.ts` covers. */
const kinds: SubjectKind[] = [
  dialling('the Python core on a port', python, 'port'),
  dialling('the Python core over a WebSocket', python, 'webSocket'),
  dialling('the Python core on a timer, on a path', python, 'path', { SEGUE_HOST: 'polled' }),
  inheriting('the Python core on its standard streams', 'stdio:', 'beats', python),
  ...(process.platform === 'win32'
    ? []
    : [inheriting('the Python core on a descriptor', 'fd:3', 'beats', python)]),
]

for (const kind of kinds) {
  describeRequests(kind)
  describeResults(kind)
  describeEvents(kind)
  describeLifecycle(kind)
}
