import type { RecipeUse } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { toast } from 'sonner'
import { edit } from '../document/documentStore.ts'
import { lostPorts } from '../document/recipeUse.ts'
import { publishRecipe, tellFailure, versionsQuery, versionUse } from '../recipes/versions.ts'
import { visitRecipe } from '../recipes/visit.ts'
import { useRecipes } from '../server/queries.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/SelectField.tsx'

/** Which version of another recipe a node runs, and the way to a newer one. */
export function RecipeUseForm({ nodeId, use }: { nodeId: string; use: RecipeUse }) {
  const { data: versions = [] } = useQuery(versionsQuery(use.id))
  const head = useRecipes().data?.find(({ id }) => id === use.id)
  const [newest] = versions
  const take = async (version: number) => {
    try {
      const recipe = await versionUse(use.id, version)
      edit(`Use version ${version}`, [{ type: 'recipe.use', nodeId, recipe }])
      const lost = lostPorts(use, recipe)
      if (lost) toast(`Version ${version} is in use.`, { description: lost })
    } catch (error) {
      tellFailure(error)
    }
  }
  const publish = async () => {
    try {
      await take((await publishRecipe(use.id)).version)
    } catch (error) {
      tellFailure(error)
    }
  }
  const known = versions.some(({ version }) => version === use.version)
  const choices = [
    ...(known ? [] : [{ value: String(use.version), label: `Version ${use.version}` }]),
    ...versions.map(({ version }, index) => ({
      value: String(version),
      label: index === 0 ? `Version ${version}, the newest` : `Version ${version}`,
    })),
  ]
  return (
    <div className="flex flex-col gap-2 text-node">
      <p className="truncate" title={use.name}>
        {use.name}
      </p>
      <SelectField
        label="Version"
        value={String(use.version)}
        choices={choices}
        onPick={(version) => void take(Number(version))}
      />
      {newest && newest.version > use.version ? (
        <Button onClick={() => void take(newest.version)}>Update to version {newest.version}</Button>
      ) : null}
      {newest && head && head.revision > newest.revision ? (
        <>
          <p className="text-muted">The recipe was changed since its newest version.</p>
          <Button onClick={() => void publish()}>Publish and update</Button>
        </>
      ) : null}
      {head ? (
        <Button look="quiet" className="self-start" onClick={() => void visitRecipe(use.id)}>
          Open the recipe
        </Button>
      ) : (
        <p className="text-muted">The recipe itself was deleted; this version stays.</p>
      )}
    </div>
  )
}
