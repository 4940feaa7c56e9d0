import type { AppState } from '@segue/api'
import type { AppId } from '@segue/protocol'
import { documentStore, openedRecipe } from '../document/documentStore.ts'
import { saveNow } from '../recipes/autosave.ts'
import { onInputValues, valuesToRun } from '../recipes/inputValues.ts'
import { runner } from '../server/client.ts'
import { appsQuery, queryClient } from '../server/queries.ts'
import { type PlannedNode, setPlan } from './planStore.ts'
import { useRunStore } from './runStore.ts'
import { isSettled } from './status.ts'

const quietMs = 500
let timer: ReturnType<typeof setTimeout> | undefined
let asking = new AbortController()

/** Asks what a run would do, a moment after the recipe, its form or its last run changed. Returns the way to stop. */
export function keepPlan(): () => void {
  const stops = [
    documentStore.subscribe(({ recipe }, before) => {
      if (recipe?.id !== before.recipe?.id) setPlan(null)
      if (recipe?.graph !== before.recipe?.graph || recipe?.inputs !== before.recipe?.inputs) later()
    }),
    onInputValues(later),
    useRunStore.subscribe(({ view }, before) => {
      if (view?.head.status !== before.view?.head.status) later()
    }),
    runner().connection.subscribe((state) => {
      if (state === 'online') later()
    }),
  ]
  later()
  return () => {
    clearTimeout(timer)
    asking.abort()
    for (const stop of stops) stop()
  }
}

function later(): void {
  clearTimeout(timer)
  asking.abort()
  timer = setTimeout(() => void ask(), quietMs)
}

/** While a run goes on its own states say more than a plan would. */
const isBusy = (): boolean => {
  const { view, sample } = useRunStore.getState()
  return view !== null && !sample && !isSettled(view.head.status)
}

async function ask(): Promise<void> {
  asking = new AbortController()
  const { signal } = asking
  const recipe = openedRecipe()
  if (recipe === null || isBusy()) return setPlan(null)
  try {
    await saveNow()
    const inputs = valuesToRun(recipe)
    const plan = await runner().runs.plan({ recipe: { id: recipe.id }, inputs }, signal)
    if (signal.aborted || openedRecipe()?.id !== recipe.id) return
    const apps = queryClient.getQueryData<AppState[]>(appsQuery.queryKey) ?? []
    const came = cameSince(apps, plan.nodes)
    const bound = plan.nodes.filter(({ provider }) => came.some((app) => isStandIn(provider, app)))
    setPlan(plan, came.length > 0 ? { apps: came, nodes: bound } : null)
  } catch {
    // What keeps a recipe from running is said when somebody runs it.
    if (!signal.aborted) setPlan(null)
  }
}

const isStandIn = (provider: string | null, app: AppId): boolean =>
  provider?.startsWith(`standin:${app}@`) ?? false

/** Applications that are here while the plan uses their stand-ins. */
export function cameSince(apps: readonly AppState[], nodes: readonly PlannedNode[]): AppId[] {
  return apps
    .filter(({ state }) => state !== 'standIn' && state !== 'absent')
    .map(({ app }) => app)
    .filter((app) => nodes.some(({ provider }) => isStandIn(provider, app)))
}
