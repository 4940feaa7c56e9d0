import { approvals } from './router/approvals.ts'
import { apps } from './router/apps.ts'
import { artifacts } from './router/artifacts.ts'
import { packages } from './router/packages.ts'
import { queue } from './router/queue.ts'
import { recipes } from './router/recipes.ts'
import { runs } from './router/runs.ts'
import { studio } from './router/studio.ts'
import { system } from './router/system.ts'
import { triggers } from './router/triggers.ts'
import { router } from './trpc.ts'

/** Every procedure of the runner, by noun. */
export const appRouter = router({
  apps,
  approvals,
  artifacts,
  packages,
  queue,
  recipes,
  runs,
  studio,
  system,
  triggers,
})
export type AppRouter = typeof appRouter
