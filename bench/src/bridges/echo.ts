import { dial } from './dial.ts'

/** Sends every byte back: the least that Node can do at the other end of a connection. */
const stream = dial(process.env.SEGUE_BRIDGE ?? '')
stream.on('data', (chunk) => stream.write(chunk))
stream.on('error', () => process.exit())
stream.on('close', () => process.exit())
