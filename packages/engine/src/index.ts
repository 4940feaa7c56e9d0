export { compile } from './compile/compile.ts'
export { canonicalJson, hashOf } from './compile/hash.ts'
export type { CompileOptions, RecipeLookup } from './compile/options.ts'
export { originOf } from './compile/origin.ts'
export { readCompiled } from './compile/readCompiled.ts'
export type { Delivery, Host, JobEnd, RunningJob, RunStart, TestHost } from './host.ts'
export { checkInputs } from './inputs/checkInputs.ts'
export { type InspectedMachine, inspect, type LiveRun } from './inspect/inspect.ts'
export type { LiveStep } from './inspect/planDiagram.ts'
export { type Migrated, migrateRecipe } from './migrate/migrateRecipe.ts'
export type { NodeTypeLike, NodeTypes, PortLike } from './nodeTypeLike.ts'
export { childRun, nodeActor, parentOf, partsOf } from './step/actor.ts'
export { createStep } from './step/step.ts'
export type {
  ActorKey,
  Children,
  Compiled,
  Effect,
  EngineEvent,
  NodeEvent,
  NodeViewState,
  PlanNode,
  Row,
  RunEvent,
  RunViewState,
  Source,
  Step,
  TimerId,
} from './types.ts'
export { unsafeParts } from './validate/plainJson.ts'
export { paramPort, paramSchema } from './validate/ports.ts'
export { nearest } from './validate/report.ts'
export { validate } from './validate/validate.ts'
