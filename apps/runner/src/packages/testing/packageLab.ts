import { readFile } from 'node:fs/promises'
import { type ArtifactRef, PackageManifest, Recipe, stableText } from '@segue/protocol'
import { openTestRunner, type TestRunner } from '../../testing.ts'
import { type RawEntry, rawZip } from './rawZip.ts'

/** A runner for packages: a package goes in as the upload of a person does. */
export interface PackageLab extends TestRunner {
  take(bytes: Uint8Array): ReturnType<TestRunner['services']['packages']['import']>
  bytes(ref: ArtifactRef): Promise<Buffer>
  /** How much is stored that packages could change, the uploads themselves left out. */
  count(): { recipes: number; versions: number; files: number; approvals: number; runs: number }
}

/** Opens a runner for packages. */
export async function packageLab(settings: Parameters<typeof openTestRunner>[0] = {}): Promise<PackageLab> {
  const runner = await openTestRunner(settings)
  let uploads = 0
  const rows = (table: string) => Number(runner.db.get(`SELECT count(*) AS n FROM ${table}`)?.n)
  return {
    ...runner,
    async take(bytes) {
      const before = rows('artifacts')
      const file = await runner.artifacts.putBytes(bytes, { name: 'given.segue' })
      uploads += rows('artifacts') - before
      return runner.services.packages.import({ file })
    },
    bytes: async (ref) => readFile(await runner.artifacts.path(ref)),
    count: () => ({
      recipes: rows('recipes'),
      versions: rows('recipe_versions'),
      files: rows('artifacts') - uploads,
      approvals: rows('approvals'),
      runs: rows('runs'),
    }),
  }
}

/** A small recipe, with whatever a test needs in it. */
export const recipeWith = (parts: object): Recipe =>
  Recipe.parse({ schemaVersion: 1, id: 'rcp_sent', name: 'Sent', graph: {}, ...parts })

/** The files of a package that is taken as it is. */
export function soundEntries(recipe: object = recipeWith({}), manifest: object = {}): RawEntry[] {
  const whole = {
    ...{ format: 1, segue: '0.1.0', name: 'Sent', needs: { nodeTypes: [], apps: [] } },
    ...{ media: [], recipes: [], folders: [] },
  }
  return [
    { name: 'segue.json', data: stableText({ ...PackageManifest.parse(whole), ...manifest }) },
    { name: 'recipe.json', data: stableText(recipe) },
  ]
}

/** A sound package with more in it. */
export const packageWith = (...more: RawEntry[]): Buffer => rawZip([...soundEntries(), ...more])
