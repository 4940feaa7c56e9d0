import { describeBlenderCommands } from './contract/blenderCommands.suite.ts'
import { findBlender } from './findBlender.ts'

const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
if (found === null) throw new Error('This suite examines real Blender, and there is none.')

describeBlenderCommands(`Blender ${found.version}`, found.path)
describeBlenderCommands('the stand-in', 'off')
