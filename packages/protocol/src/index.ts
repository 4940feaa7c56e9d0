export { applyChanges } from './applyChanges.ts'
export { ArtifactId, ArtifactRef, ChannelsHeader, mimeTypes, SequenceManifest } from './artifact.ts'
export {
  AppInfo,
  BridgeError,
  BridgeErrorCode,
  bridgeLimits,
  Capability,
  FromBridge,
  protocolVersion,
  ToBridge,
} from './bridge.ts'
export { Change, GraphPatch } from './change.ts'
export { type CommandSpec, defineCommand } from './command.ts'
export { blender } from './commands/blender/index.ts'
export { FrameDone } from './commands/blender/render.ts'
export { live, TrackReport } from './commands/live/index.ts'
export { td } from './commands/td/index.ts'
export {
  Failure,
  FailureError,
  type FailureInput,
  FailureKind,
  fail,
  failureOf,
  Severity,
} from './failure.ts'
export {
  Edge,
  EdgeEnd,
  Graph,
  GraphNode,
  NodeId,
  NodeMode,
  NodePolicy,
  OnFailure,
  RetryPolicy,
} from './graph.ts'
export { Fps, Locator, LookPalette, MediaMeta, MeterPoint, TempoPoint } from './meta.ts'
export { AppId, Category, Effect, LaneId, NodeTypeInfo, PortInfo } from './nodeType.ts'
export {
  type Compatibility,
  compatibility,
  EventValue,
  elementOf,
  PortType,
  PortTypeName,
  portTypes,
  portValue,
} from './port.ts'
export {
  InputLimits,
  InputTarget,
  Layout,
  Point,
  Recipe,
  RecipeId,
  RecipeInput,
  RecipeOutput,
} from './recipe.ts'
export {
  LogLine,
  Progress,
  RunChange,
  RunHead,
  RunId,
  RunStatus,
  RunView,
  SettledBy,
  StepStatus,
  StepView,
} from './run.ts'
export { SceneObject, SceneSpec, trackName } from './scene.ts'
