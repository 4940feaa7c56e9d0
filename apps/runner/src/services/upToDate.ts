import { migrateRecipe, type RecipeLookup } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import type { MigratedNode, Recipe } from '@segue/protocol'

/** Called with the nodes that were brought up to date, once for each recipe. */
type Tell = (nodes: readonly MigratedNode[]) => void

/** A recipe that nobody has open, with its nodes as this Segue runs them; what is stored stays as it is. */
export function upToDate(recipe: Recipe, tell: Tell = () => {}): Recipe {
  const { recipe: current, nodes } = migrateRecipe(recipe, catalogue)
  if (nodes.length > 0) tell(nodes)
  return current
}

/** The same for published versions, each looked up once. */
export function upToDateVersions(versions: RecipeLookup, tell: Tell = () => {}): RecipeLookup {
  const known = new Map<string, Recipe | null>()
  return (id, version) => {
    const key = `${id}@${version}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = versions(id, version)
    const current = found && upToDate(found, tell)
    known.set(key, current)
    return current
  }
}

/** How a run tells of a node that it ran as another version than it was made with. */
export const remarkOn = ({ name, title, from, to, says }: MigratedNode): string =>
  `“${name}” was made with version ${from} of ${title} and runs as version ${to}: ${says.join(' ')}`
