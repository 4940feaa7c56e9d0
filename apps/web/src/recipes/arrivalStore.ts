import type { ImportedRecipe, MissingMedia } from '@segue/api'
import { create } from 'zustand'
import { runner } from '../server/client.ts'
import { queryClient, recipesQuery } from '../server/queries.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { saveNow } from './autosave.ts'
import { reloadRecipe, visitRecipe } from './visit.ts'

/** A recipe that came in and lacks something here; `null` when there is nothing to say. */
export const useArrival = create<{ arrived: ImportedRecipe | null }>(() => ({ arrived: null }))

export const dismissArrival = (): void => useArrival.setState({ arrived: null })

/** Opens a recipe that came in, and says what it lacks: more than applications, which stand-ins take the place of. */
export async function arrive(arrived: ImportedRecipe): Promise<void> {
  void queryClient.invalidateQueries(recipesQuery)
  await visitRecipe(arrived.id)
  if (arrived.warnings.some(({ code }) => code !== 'package.needs_app')) useArrival.setState({ arrived })
}

/**
 * Takes those of these files that may be missing ones, by their size, and says how many were found. The runner decides:
 * the same bytes, else the same name and size.
 */
export async function findMissing(arrived: ImportedRecipe, files: readonly File[]): Promise<MissingMedia[]> {
  const sizes = new Set(arrived.missing.map(({ bytes }) => bytes))
  const likely = files.filter(({ size }) => sizes.has(size))
  const given = []
  for (const file of likely) given.push(await uploadFile(file, () => {}))
  await saveNow()
  const { found, missing } = await runner().packages.relink({ id: arrived.id, files: given })
  const lacking = new Set<unknown>(missing.map(({ artifactId }) => artifactId))
  const warnings = arrived.warnings.filter(
    ({ context }) => context?.artifactId === undefined || lacking.has(context.artifactId),
  )
  useArrival.setState({ arrived: { ...arrived, missing, warnings } })
  if (found.length > 0) await reloadRecipe()
  return found
}
