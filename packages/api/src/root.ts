import { artifacts } from './router/artifacts.ts'
import { recipes } from './router/recipes.ts'
import { runs } from './router/runs.ts'
import { system } from './router/system.ts'
import { router } from './trpc.ts'

/** Every procedure of the runner, by noun. */
export const appRouter = router({ artifacts, recipes, runs, system })
export type AppRouter = typeof appRouter
