export { type AbletonOscOptions, abletonOscAdapter } from './adapter.ts'
export { AbletonOscSettings } from './settings.ts'
