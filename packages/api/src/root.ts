import { approvals } from './router/approvals.ts'
import { apps } from './router/apps.ts'
import { artifacts } from './router/artifacts.ts'
import { devices } from './router/devices.ts'
import { notify } from './router/notify.ts'
import { packages } from './router/packages.ts'
import { planner } from './router/planner.ts'
import { preflight } from './router/preflight.ts'
import { queue } from './router/queue.ts'
import { recipes } from './router/recipes.ts'
import { report } from './router/report.ts'
import { runs } from './router/runs.ts'
import { storage } from './router/storage.ts'
import { studio } from './router/studio.ts'
import { system } from './router/system.ts'
import { takes } from './router/takes.ts'
import { triggers } from './router/triggers.ts'
import { router } from './trpc.ts'

/** Every procedure of the runner, by noun. */
export const appRouter = router({
  apps,
  approvals,
  artifacts,
  devices,
  notify,
  packages,
  planner,
  preflight,
  queue,
  recipes,
  report,
  runs,
  storage,
  studio,
  system,
  takes,
  triggers,
})
export type AppRouter = typeof appRouter
