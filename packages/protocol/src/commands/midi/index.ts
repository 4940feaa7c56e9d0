import { awaitMessage, sendMessage } from './message.ts'
import { panic, playNote } from './note.ts'
import { listPorts } from './port.ts'

/** Every command of the MIDI adapter. */
export const midi = { listPorts, sendMessage, awaitMessage, playNote, panic } as const
