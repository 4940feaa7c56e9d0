import type { AppId } from '@segue/protocol'
import { type Application, applicationOf } from './application.ts'
import { type ApprovalsClient, approvalsOf } from './approvals.ts'
import { type AppsClient, appsOf } from './apps.ts'
import { type ArtifactsClient, artifactsOf } from './artifacts.ts'
import type { Connection } from './connection.ts'
import { type DevicesClient, devicesOf } from './devices.ts'
import { type NotifyClient, notifyOf } from './notify.ts'
import { type PackagesClient, packagesOf } from './packages.ts'
import { type PlannerClient, plannerOf } from './planner.ts'
import { type PreflightClient, preflightOf } from './preflight.ts'
import { type QueueClient, queueOf } from './queue.ts'
import { type RecipesClient, recipesOf } from './recipes.ts'
import { type ReportClient, reportOf } from './report.ts'
import { type RunsClient, runsOf } from './runs.ts'
import { type StorageClient, storageOf } from './storage.ts'
import { type StudioClient, studioOf } from './studio.ts'
import { type SystemClient, systemOf } from './system.ts'
import { type TakesClient, takesOf } from './takes.ts'
import { type ClientOptions, connect } from './transport.ts'
import { type TriggersClient, triggersOf } from './triggers.ts'

/** Every application under its id: `client.live.setTempo({ bpm: 128 })`. */
type Applications = { [App in AppId]: Application<App> }

/** Everything a program can ask of a runner, by noun. */
export interface SegueClient extends Applications {
  apps: AppsClient
  recipes: RecipesClient
  packages: PackagesClient
  runs: RunsClient
  artifacts: ArtifactsClient
  devices: DevicesClient
  planner: PlannerClient
  queue: QueueClient
  approvals: ApprovalsClient
  studio: StudioClient
  triggers: TriggersClient
  notify: NotifyClient
  preflight: PreflightClient
  report: ReportClient
  storage: StorageClient
  takes: TakesClient
  system: SystemClient
  connection: Connection
  /** Closes the socket. Followed subscriptions complete. */
  close(): Promise<void>
}

/**
 * A client of one runner, for Node and the browser. In the browser the sign-in cookie goes along by itself;
 * elsewhere pass the token of the home (`token` file).
 */
export function createClient(options: ClientOptions): SegueClient {
  const transport = connect(options)
  const apps = appsOf(transport)
  return {
    apps,
    live: applicationOf(apps, 'live'),
    td: applicationOf(apps, 'td'),
    blender: applicationOf(apps, 'blender'),
    obs: applicationOf(apps, 'obs'),
    osc: applicationOf(apps, 'osc'),
    midi: applicationOf(apps, 'midi'),
    recipes: recipesOf(transport),
    packages: packagesOf(transport),
    runs: runsOf(transport),
    artifacts: artifactsOf(transport, options),
    devices: devicesOf(transport),
    planner: plannerOf(transport),
    queue: queueOf(transport),
    approvals: approvalsOf(transport),
    studio: studioOf(transport),
    triggers: triggersOf(transport),
    notify: notifyOf(transport),
    preflight: preflightOf(transport),
    report: reportOf(transport),
    storage: storageOf(transport),
    takes: takesOf(transport),
    system: systemOf(transport),
    connection: transport.connection,
    close: () => transport.close(),
  }
}
