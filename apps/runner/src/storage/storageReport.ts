import { statfs } from 'node:fs/promises'
import { type RetentionRules, type StorageReport, StorageUse } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { heldBy, inTurns } from '../cache/held.ts'
import { createReferences, type References } from '../cache/references.ts'
import type { History } from '../host/hostTypes.ts'
import { outdated } from '../host/retention.ts'
import type { Database } from '../store/database.ts'

export interface StorageTools {
  db: Database
  artifacts: Pick<ArtifactStore, 'path' | 'bytes'>
  /** Folder whose disk is meant. */
  home: string
  /** JSON that names files which stay whatever else happens: the samples. */
  pinned(): Promise<readonly string[]>
  now(): number
}

const most = 50

/** What takes how much, and what these rules would remove. Reads every name of a file in the store, in turns. */
export async function storageReport(
  tools: StorageTools,
  rules: RetentionRules,
  history: History,
): Promise<StorageReport> {
  const { db, artifacts, home, now } = tools
  const sizes = new Map(
    db.all('SELECT id, bytes FROM artifacts').map(({ id, bytes }) => [String(id), Number(bytes)]),
  )
  const sum = (ids: Iterable<string>) => {
    let bytes = 0
    for (const id of ids) bytes += sizes.get(id) ?? 0
    return bytes
  }
  const references = createReferences(artifacts)
  const uses = await usesOf(tools, references, sizes)
  const runs = await filesOfRuns(db, references)
  const gone = new Set(outdated(db, history, now()))
  const stays = new Set<string>()
  const leaves = new Set<string>()
  for (const [runId, { files }] of runs) for (const id of files) (gone.has(runId) ? leaves : stays).add(id)
  for (const [use, ids] of uses) if (use !== 'runs' && use !== 'rest') for (const id of ids) stays.add(id)
  const left = sum([...leaves].filter((id) => !stays.has(id)))
  const over = Math.max(0, artifacts.bytes() - left - rules.maxBytes)
  const disk = await statfs(home)
  return {
    bytes: artifacts.bytes(),
    files: sizes.size,
    diskFree: disk.bavail * disk.bsize,
    uses: StorageUse.options.map((use) => {
      const ids = uses.get(use) ?? new Set()
      return { use, bytes: sum(ids), files: ids.size }
    }),
    recipes: byRecipe(runs, sum),
    rules,
    goes: { runs: gone.size, bytes: left + Math.min(over, sum(uses.get('results') ?? [])) },
  }
}

/** Every stored file under the first use that needs it. */
async function usesOf(
  { db, pinned }: StorageTools,
  references: References,
  sizes: ReadonlyMap<string, number>,
): Promise<Map<StorageUse, Set<string>>> {
  const uses = new Map<StorageUse, Set<string>>()
  const open = new Set(sizes.keys())
  const claim = (use: StorageUse, ids: Iterable<string>) => {
    const mine = uses.get(use) ?? new Set()
    for (const id of ids) if (open.delete(id)) mine.add(id)
    uses.set(use, mine)
  }
  for (const text of await pinned()) claim('recipes', await references.in(text))
  for (const use of ['recipes', 'takes', 'kept', 'open', 'runs', 'results'] as const)
    claim(use, await heldBy(db, references, use))
  claim('rest', [...open])
  return uses
}

interface RunFiles {
  recipeId: string
  name: string
  files: Set<string>
}

/** Files that each run that no other one holds shows, with the runs inside it. */
async function filesOfRuns(db: Database, references: References): Promise<Map<string, RunFiles>> {
  const runs = new Map<string, RunFiles>()
  const heads = db.all('SELECT id, recipe_id, recipe_name, inputs FROM runs WHERE parent_run IS NULL')
  await inTurns(heads, async ({ id, recipe_id, recipe_name, inputs }) => {
    const files = new Set(await references.in(String(inputs)))
    runs.set(String(id), { recipeId: String(recipe_id), name: String(recipe_name), files })
  })
  await inTurns(db.all('SELECT run_id, data FROM outputs'), async ({ run_id, data }) => {
    const run = runs.get(String(run_id).split('/', 1)[0] ?? '')
    for (const id of await references.in(String(data))) run?.files.add(id)
  })
  return runs
}

function byRecipe(
  runs: ReadonlyMap<string, RunFiles>,
  sum: (ids: Iterable<string>) => number,
): StorageReport['recipes'] {
  const recipes = new Map<string, { name: string; runs: number; files: Set<string> }>()
  for (const { recipeId, name, files } of runs.values()) {
    const recipe = recipes.get(recipeId) ?? { name, runs: 0, files: new Set() }
    recipe.runs += 1
    for (const id of files) recipe.files.add(id)
    recipes.set(recipeId, recipe)
  }
  return [...recipes]
    .map(([recipeId, { name, runs: count, files }]) => ({ recipeId, name, runs: count, bytes: sum(files) }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
}
