import { createFrameReader } from '@segue/bridge/frames'
import { dial } from './dial.ts'

/** Answers every frame with the same bytes, unread: the least that Node can do at the other end of a connection. */
const stream = dial(process.env.SEGUE_BRIDGE ?? '')
const answer = `${process.env.SEGUE_ECHO}\n`
const reader = createFrameReader()
stream.on('data', (chunk: Buffer) => {
  for (const _ of reader.push(chunk)) stream.write(answer)
})
stream.on('error', () => process.exit())
stream.on('close', () => process.exit())
// Says that it is there, as a bridge does.
stream.write(answer)
