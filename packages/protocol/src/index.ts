export { type AppFacts, AppId, apps } from './app.ts'
export { AppDocument, documentTopic } from './appDocument.ts'
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
  ResultArtifact,
  ToBridge,
} from './bridge.ts'
export { Change, GraphPatch } from './change.ts'
export { changesBetween } from './changesBetween.ts'
export { type CommandSpec, defineCommand } from './command.ts'
export {
  type CommandFile,
  fileOf,
  type MadePath,
  makesFile,
  type ReadPath,
  readsFile,
} from './commandFile.ts'
export { granted } from './commands/blender/grant.ts'
export { blender } from './commands/blender/index.ts'
export { FileFacts } from './commands/blender/inspect.ts'
export { FrameDone } from './commands/blender/render.ts'
export { type Commands, commandOf, commands } from './commands/index.ts'
export { live } from './commands/live/index.ts'
export { Note } from './commands/live/notes.ts'
export { TrackReport } from './commands/live/render.ts'
export { midi } from './commands/midi/index.ts'
export { HeardMidi, MidiMessage, MidiType, maxSysexBytes } from './commands/midi/message.ts'
export { obs } from './commands/obs/index.ts'
export { OscArgument, OscHeard, OscTyped, osc, oscTopic } from './commands/osc/index.ts'
export { td } from './commands/td/index.ts'
export type { CommandAnswer, CommandArgs } from './commandTypes.ts'
export { Device, DeviceId } from './device.ts'
export { changeWords, diffSummary, fieldWords, valueWords } from './diffWords.ts'
export {
  Failure,
  FailureError,
  type FailureInput,
  FailureKind,
  fail,
  failureOf,
  Severity,
} from './failure.ts'
export { type FilePreset, filePresets } from './filePresets.ts'
export {
  Body,
  BodyInput,
  BodyOutput,
  Edge,
  EdgeEnd,
  Frozen,
  Graph,
  GraphNode,
  InputTarget,
  NodeId,
  NodeMode,
  NodePolicy,
  OnFailure,
  PortKey,
  RecipeUse,
  RetryPolicy,
} from './graph.ts'
export { Fps, Locator, LookPalette, MediaMeta, MeterPoint, SceneMotion, TempoPoint } from './meta.ts'
export { newerRecipe, recipeFormat } from './newerRecipe.ts'
export { NightReport, ReportedMiss, ReportedRun } from './nightReport.ts'
export { MigratedNode, type NodeMigration } from './nodeMigration.ts'
export { Category, ControlKind, Effect, LaneId, NodeTypeInfo, PortInfo } from './nodeType.ts'
export {
  MailServer,
  type MailServerInput,
  Notice,
  NoticeKind,
  NotifyChannel,
  NotifyChannelId,
  NotifyChannelView,
  NotifyDraft,
  type NotifyDraftInput,
  NotifyMessage,
  NotifyRule,
  NotifyTarget,
} from './notify.ts'
export { own } from './own.ts'
export { PackageManifest, PackedFolder, PackedMedia, PlaceName, packageFormat } from './package.ts'
export { type PlacedNode, placedEdges, placedNodes } from './placedNodes.ts'
export { branchKeys, mapGiven, type PlacedPorts, portsOf } from './placedPorts.ts'
export { bodyAt, graphAt, idsIn, nodeIn, type Path, pathToEdge, pathToNode } from './places.ts'
export { PlanVerdict, RunPlan } from './plan.ts'
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
export { Preflight, PreflightItem } from './preflight.ts'
export {
  PlanBadge,
  PlanFix,
  PlannerSettings,
  PlanProblem,
  PlanProvider,
  PlanRequest,
  PlanUsage,
  Proposal,
  ProposalId,
  ProposalPart,
  ProposalState,
} from './proposal.ts'
export { QueuedJob } from './queue.ts'
export {
  InputLimits,
  Layout,
  Point,
  Recipe,
  RecipeId,
  RecipeInput,
  RecipeOutput,
  RecipeTags,
} from './recipe.ts'
export { diffRecipes, FieldChange, type NodeMark, RecipeDiff } from './recipeDiff.ts'
export {
  Asks,
  HeldStep,
  Inside,
  ItemCount,
  isPausedAlone,
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
  stepPaused,
} from './run.ts'
export { sameJson } from './sameJson.ts'
export { SceneObject, SceneSpec, trackName } from './scene.ts'
export { Misfire, type MisfireInput, ScheduleSettings } from './schedule.ts'
export { stableText } from './stableText.ts'
export { RetentionRules, StorageReport, StorageUse } from './storage.ts'
export {
  positionAfter,
  StudioNow,
  StudioProject,
  StudioRelation,
  StudioSync,
  StudioTime,
} from './studio.ts'
export { appAspects, type SyncAspect, sharedAspects, syncAspects } from './syncAspects.ts'
export { Take, TakeId } from './take.ts'
export {
  Firing,
  FiringOutcome,
  Heard,
  Overlap,
  SchedulePreview,
  Trigger,
  TriggerDraft,
  type TriggerDraftInput,
  TriggerId,
  TriggerSettings,
  TriggerView,
  usualOverlap,
} from './trigger.ts'
export {
  AppEventSettings,
  AppHappening,
  appHappenings,
  EventPointer,
  FilesSettings,
  MidiSettings,
  OscSettings,
  RecipeEndSettings,
  WebhookSettings,
} from './triggerKinds.ts'
export { visibleText } from './visibleText.ts'
