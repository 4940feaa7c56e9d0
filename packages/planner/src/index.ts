export { buildCreate } from './build/create.ts'
export type { Built } from './build/result.ts'
export {
  assembleContext,
  type Context,
  type ContextOptions,
  repairRequest,
  tokensOf,
} from './context/assemble.ts'
export { dataBlock, dataLimits, plainText, textBlock } from './context/data.ts'
export type { StudioSeen } from './context/studioData.ts'
export { buildEdit } from './edit/buildEdit.ts'
export { EditOp, editKinds, editOp } from './edit/editOp.ts'
export { createParsing, type Parsing, parse } from './language/parse.ts'
export { type PrintOptions, printRecipe } from './language/print.ts'
export { offlineNote, planOffline } from './offline/planOffline.ts'
export { type Chosen, choose } from './parts/choose.ts'
export { partsOf } from './parts/partsOf.ts'
export type { AppThere } from './proposal/badges.ts'
export { type ProposedChanges, proposalOf } from './proposal/proposalOf.ts'
export { type Library, openLibrary } from './retrieve/library.ts'
export { createIndex, type Entry, type Hit, type SearchIndex } from './retrieve/searchIndex.ts'
export type { BuildOptions, PlannerType, PlannerTypes } from './types.ts'
