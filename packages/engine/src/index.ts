export { compile } from './compile/compile.ts'
export { canonicalJson, hashOf } from './compile/hash.ts'
export { originOf } from './compile/origin.ts'
export type { Delivery, Host, JobEnd, RunningJob, RunStart, TestHost } from './host.ts'
export { checkInputs } from './inputs/checkInputs.ts'
export type { NodeTypeLike, NodeTypes, PortLike } from './nodeTypeLike.ts'
export { nodeActor, partsOf } from './step/actor.ts'
export { createStep } from './step/step.ts'
export type {
  ActorKey,
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
export { validate } from './validate/validate.ts'
