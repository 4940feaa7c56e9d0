export { phoneRouter } from './phone.ts'
export { type AppRouter, appRouter } from './root.ts'
export type { Approval, ApprovalsService } from './services/approvals.ts'
export type {
  AppConnection,
  AppEvent,
  AppsService,
  CallRecord,
  CallRequest,
  Latency,
} from './services/apps.ts'
export type { ArtifactsService, Loudness, Preview } from './services/artifacts.ts'
export type { DevicesService, Invitation, LanDoor } from './services/devices.ts'
export type { Services } from './services/index.ts'
export type { NotifyService } from './services/notify.ts'
export type {
  ExportedPackage,
  ExportRequest,
  ImportedRecipe,
  MissingMedia,
  PackagesService,
  Relinked,
} from './services/packages.ts'
export type { ChosenParts, PlannerMeter, PlannerService, PlannerView } from './services/planner.ts'
export type { PreflightRequest, PreflightService } from './services/preflight.ts'
export type { QueueService } from './services/queue.ts'
export type {
  RecipeHead,
  RecipeQuery,
  RecipeSave,
  RecipesService,
  RecipeVersion,
  SavedVersion,
  VersionUser,
} from './services/recipes.ts'
export type { ReportService } from './services/report.ts'
export type {
  Answer,
  Inspection,
  PlanRequest,
  ReplayReport,
  ReportedOutput,
  Review,
  RunReport,
  RunRequest,
  RunsService,
  RunTarget,
  StepOrder,
  TrackedChange,
} from './services/runs.ts'
export type { StorageService } from './services/storage.ts'
export type { ConnectStep, StudioApp, StudioContext, StudioService, SyncState } from './services/studio.ts'
export type { AppState, SystemService } from './services/system.ts'
export type { TakesService } from './services/takes.ts'
export type { TriggersService } from './services/triggers.ts'
export type { Context } from './trpc.ts'
