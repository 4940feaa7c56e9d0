import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { child, contractBridge, dialling, memory } from './contract/subject.ts'

const python = process.platform === 'win32' ? 'python' : 'python3'

for (const kind of [memory, child, dialling('the Python core', python, [contractBridge])]) {
  describeRequests(kind)
  describeLifecycle(kind)
}
