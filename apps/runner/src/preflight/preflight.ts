import { statfs } from 'node:fs/promises'
import type {
  PreflightService,
  RecipesService,
  RunsService,
  SystemService,
  TriggersService,
} from '@segue/api'
import { failuresOf } from '@segue/client'
import { type PreflightItem, type Recipe, type RunPlan, visibleText } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { mediaOf, refsIn } from '../packages/mediaOf.ts'
import type { Database } from '../store/database.ts'
import { type ComingRun, comingRuns } from './comingRuns.ts'
import { appFindings, codeFindings, diskFinding, mediaFindings, personFindings } from './findings.ts'
import { lastBytes } from './lastBytes.ts'
import { unapprovedCode } from './unapprovedCode.ts'

export interface PreflightOptions {
  db: Database
  artifacts: Pick<ArtifactStore, 'path'>
  /** Folder whose disk is written to. */
  home: string
  recipes: Pick<RecipesService, 'get' | 'version'>
  runs: Pick<RunsService, 'plan'>
  triggers: Pick<TriggersService, 'list'>
  system: Pick<SystemService, 'apps'>
  now(): number
}

/** Looks at runs before they start. */
export function createPreflight(options: PreflightOptions): PreflightService {
  const { db, home, triggers, now } = options
  return {
    async check(request) {
      const from = now()
      const until = ('until' in request ? request.until : undefined) ?? nextMorning(from)
      const items: PreflightItem[] = []
      for (const run of await comingRuns(triggers, request, { now: from, until }))
        items.push(await look(options, run))
      const needed = items.reduce((sum, { bytes, times }) => sum + (bytes ?? 0) * times, 0)
      const disk = await statfs(home)
      const room = { free: disk.bavail * disk.bsize, needed }
      return { from, until, items, findings: diskFinding(room), disk: room }
    },
  }

  async function look(tools: PreflightOptions, run: ComingRun): Promise<PreflightItem> {
    const { recipeId, trigger, at, times } = run
    const item = { recipeId, trigger, at, times, bytes: lastBytes(db, recipeId) }
    try {
      const recipe = await recipeOf(tools, run)
      const found = await findingsOf(tools, recipe, run)
      return { ...item, recipeName: recipe.name, ...found }
    } catch (error) {
      const findings = run.failure ? [run.failure] : failuresOf(error)
      return { ...item, recipeName: trigger?.name ?? recipeId, findings, lastMs: null }
    }
  }
}

const recipeOf = ({ recipes }: PreflightOptions, { recipeId, version }: ComingRun): Promise<Recipe> =>
  version === null ? recipes.get(recipeId) : recipes.version({ id: recipeId, version })

async function findingsOf(
  { runs, system, artifacts, db }: PreflightOptions,
  recipe: Recipe,
  { inputs, failure, trigger, version }: ComingRun,
): Promise<Pick<PreflightItem, 'findings' | 'lastMs'>> {
  const missing = (await mediaOf(artifacts, [recipe])).filter(({ path }) => path === null)
  for (const ref of refsIn(inputs))
    if ((await artifacts.path(ref).catch(() => null)) === null) missing.push({ ...ref, path: null })
  const media = mediaFindings([...new Set(missing.map(({ name }) => visibleText(name)))])
  const before = failure ? [failure] : []
  try {
    const { nodes } = await runs.plan({
      recipe: version === null ? { id: recipe.id } : recipe,
      inputs,
      ...(trigger ? { unattended: true } : {}),
    })
    return {
      lastMs: lastMsOf(nodes),
      findings: [
        ...before,
        ...media,
        ...appFindings(nodes, await system.apps()),
        ...codeFindings(unapprovedCode(db, recipe)),
        ...personFindings(nodes),
      ],
    }
  } catch (error) {
    const refused = failuresOf(error).filter(({ message }) => message !== failure?.message)
    return { lastMs: null, findings: [...before, ...refused, ...media] }
  }
}

function lastMsOf(nodes: RunPlan['nodes']): number | null {
  const times = nodes
    .filter(({ verdict }) => verdict === 'runs' || verdict === 'waits')
    .map(({ lastMs }) => lastMs)
  return times.every((ms) => ms !== null) ? times.reduce((sum, ms) => sum + ms, 0) : null
}

const morningHour = 9

/** Nine in the morning, by this machine's clock: the next one that is at least an hour away. */
function nextMorning(now: number): number {
  const day = new Date(now + 3_600_000)
  if (day.getHours() >= morningHour) day.setDate(day.getDate() + 1)
  return day.setHours(morningHour, 0, 0, 0)
}
