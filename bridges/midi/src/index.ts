export { midiAdapter, midiBridge } from './adapter.ts'
export type { MidiBackend, MidiOutput } from './backend.ts'
export { MidiSettings } from './settings.ts'
