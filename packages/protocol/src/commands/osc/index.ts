import { awaitMessage, sendMessage } from './message.ts'

export { oscTopic } from './topic.ts'
export { OscAddress, OscArgument, OscHeard, OscPattern, OscTyped } from './value.ts'

/** Every command of OSC that this version offers. */
export const osc = { sendMessage, awaitMessage } as const
