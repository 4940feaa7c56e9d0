export { type ObsAdapterOptions, obsAdapter, obsBridge } from './adapter.ts'
export type { ObsClient } from './client.ts'
export { ObsSettings } from './settings.ts'
