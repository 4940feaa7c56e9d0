import { describeEvents } from './contract/events.suite.ts'
import { describeLifecycle } from './contract/lifecycle.suite.ts'
import { describeRequests } from './contract/requests.suite.ts'
import { describeResults } from './contract/results.suite.ts'
import { contractBridge, dialling } from './contract/subject.ts'
import { findBlender } from './findBlender.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
if (found === null) throw new Error('This suite examines real Blender, and there is none.')

const args = ['--background', '--factory-startup', '-noaudio', '--python-exit-code', '7', '--python']
const kind = dialling(`Blender ${found.version}`, [found.path, ...args, contractBridge])
describeRequests(kind)
describeResults(kind)
describeEvents(kind)
describeLifecycle(kind)
