export type { Delivery, Host, JobEnd, RunningJob, RunStart, TestHost } from './host.ts'
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
