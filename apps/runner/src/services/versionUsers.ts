import type { VersionUser } from '@segue/api'
import { placedNodes, Trigger } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { readDocument } from './recipeDocument.ts'

/** Triggers and drafts of other recipes that stay with a published version of this one, until a person moves them. */
export function versionUsers(db: Database, id: string): VersionUser[] {
  const triggers = db.all('SELECT document FROM triggers WHERE recipe_id = ? ORDER BY rowid', id)
  const drafts = db.all('SELECT id, name, document FROM recipes WHERE instr(document, ?) > 0', `"${id}"`)
  return [
    ...triggers.flatMap(({ document }): VersionUser[] => {
      const { id, name, version } = Trigger.parse(JSON.parse(String(document)))
      return version === null ? [] : [{ by: 'trigger', id, name, version }]
    }),
    ...drafts.flatMap(({ id: user, name, document }): VersionUser[] => {
      const used = [...placedNodes(readDocument(String(document)).graph).values()].flatMap(
        ({ node: { recipe } }) => (recipe?.id === id ? [recipe.version] : []),
      )
      return [...new Set(used)].map((version) => ({
        by: 'recipe',
        id: String(user),
        name: String(name),
        version,
      }))
    }),
  ]
}
