import type { ApprovalsService } from './approvals.ts'
import type { AppsService } from './apps.ts'
import type { ArtifactsService } from './artifacts.ts'
import type { DevicesService } from './devices.ts'
import type { NotifyService } from './notify.ts'
import type { PackagesService } from './packages.ts'
import type { PlannerService } from './planner.ts'
import type { PreflightService } from './preflight.ts'
import type { QueueService } from './queue.ts'
import type { RecipesService } from './recipes.ts'
import type { ReportService } from './report.ts'
import type { RunsService } from './runs.ts'
import type { StorageService } from './storage.ts'
import type { StudioService } from './studio.ts'
import type { SystemService } from './system.ts'
import type { TakesService } from './takes.ts'
import type { TriggersService } from './triggers.ts'

/** Everything the routers call. The runner implements it. */
export interface Services {
  recipes: RecipesService
  packages: PackagesService
  runs: RunsService
  artifacts: ArtifactsService
  devices: DevicesService
  queue: QueueService
  approvals: ApprovalsService
  apps: AppsService
  notify: NotifyService
  planner: PlannerService
  preflight: PreflightService
  report: ReportService
  storage: StorageService
  takes: TakesService
  studio: StudioService
  system: SystemService
  triggers: TriggersService
}
