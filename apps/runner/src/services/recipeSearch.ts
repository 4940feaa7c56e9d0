import { catalogue } from '@segue/nodes'
import { placedNodes, Recipe } from '@segue/protocol'
import type { Database } from '../store/database.ts'

/** All words by which a recipe is found: name, description, tags, and its nodes by name, type and title. */
export function wordsOf({ name, description, tags, graph }: Recipe): string {
  const nodes = [...placedNodes(graph).values()].flatMap(({ node }) => [
    node.name,
    node.type,
    catalogue.get(node.type)?.title ?? '',
  ])
  return [...new Set([name, description, ...tags, ...nodes])].join('\n').toLowerCase()
}

/** Writes the words of recipes that have none: those of an older store, and starters that were planted. */
export function indexRecipes(db: Database): void {
  for (const row of db.all(`SELECT id, document FROM recipes WHERE words = ''`))
    db.run(
      'UPDATE recipes SET words = ? WHERE id = ?',
      wordsOf(Recipe.parse(JSON.parse(String(row.document)))),
      String(row.id),
    )
}

const mostWords = 8

/** The condition for rows of `recipes` that hold every word of a search, with its values. */
export function searchFor(text: string): { where: string; values: string[] } {
  const values = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords)
  return { where: values.map(() => ' AND instr(words, ?) > 0').join(''), values }
}
