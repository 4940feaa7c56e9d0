export { AbletonOscSettings } from './settings.ts'
