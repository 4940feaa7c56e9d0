import { blender } from '@segue/protocol'
import { pino } from 'pino'
import { createHub } from '../hub.ts'

/** A runner to be killed in the middle of a render: `node dyingRunner.ts <home> <folder for frames>`. */
const [home = '', dir = ''] = process.argv.slice(2)
const hub = await createHub({
  home,
  logger: pino({ level: 'silent' }),
  runnerVersion: '0',
  blender: process.env.SEGUE_BLENDER ?? null,
  port: null,
})
const bridge = await hub.use('blender')
const frames = Array.from({ length: 100_000 }, (_, frame) => frame)
await bridge.call(blender.renderFrames, {
  dir,
  frames,
  engine: 'workbench',
  width: 64,
  height: 36,
  samples: null,
  camera: null,
})
